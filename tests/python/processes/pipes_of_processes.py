"""Pipes: a conversation with a process, and the end of one."""

import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def answer(connection):
    while True:
        question = connection.recv()
        if question is None:
            break
        time.sleep(1)
        connection.send(question.upper())
    connection.send_bytes(b"bye")
    connection.close()


def tell(connection, words):
    with connection:
        for word in words:
            time.sleep(1)
            connection.send(word)


if __name__ == "__main__":
    here, there = Pipe()
    child = Process(target=answer, args=(there,))
    child.start()
    there.close()
    for word in ("one", "two"):
        here.send(word)
        print(here.poll(), here.poll(5), here.recv())
    here.send(None)
    print(here.recv_bytes())
    try:
        here.recv()
    except EOFError as error:
        print("the other end is closed", repr(error))
    child.join()

    readers = []
    for words in (["a", "b"], ["c"]):
        reader, writer = Pipe(duplex=False)
        readers.append(reader)
        Process(target=tell, args=(writer, words)).start()
        writer.close()
    heard = []
    while readers:
        for reader in wait(readers):
            try:
                heard.append(reader.recv())
            except EOFError:
                readers.remove(reader)
    print(sorted(heard))
    reader, writer = Pipe(False)
    for wrong in (lambda: reader.send(1), writer.recv):
        try:
            wrong()
        except OSError as error:
            print(error)
    writer.close()
    try:
        writer.send(1)
    except OSError as error:
        print(error)
