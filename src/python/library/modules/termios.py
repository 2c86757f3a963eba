"""Settings of terminals. The standard streams are none here, as where a program's output goes into a file."""


class error(Exception):
    pass


# Linux's names and numbers.
_names = """
    CBAUDEX 4096 TCSANOW 0 TCSADRAIN 1 TCSAFLUSH 2 TCIFLUSH 0 TCOFLUSH 1 TCIOFLUSH 2 TCOOFF 0 TCOON 1 TCIOFF 2 TCION 3
    IGNBRK 1 BRKINT 2 IGNPAR 4 PARMRK 8 INPCK 16 ISTRIP 32 INLCR 64 IGNCR 128 ICRNL 256 IUCLC 512 IXON 1024 IXANY 2048
    IXOFF 4096 IMAXBEL 8192 IUTF8 16384 OPOST 1 OLCUC 2 ONLCR 4 OCRNL 8 ONOCR 16 ONLRET 32 OFILL 64 OFDEL 128 NLDLY 256
    CRDLY 1536 TABDLY 6144 BSDLY 8192 VTDLY 16384 FFDLY 32768 NL0 0 NL1 256 CR0 0 CR1 512 CR2 1024 CR3 1536 TAB0 0 TAB1 2048
    TAB2 4096 TAB3 6144 XTABS 6144 BS0 0 BS1 8192 VT0 0 VT1 16384 FF0 0 FF1 32768 CSIZE 48 CSTOPB 64 CREAD 128 PARENB 256
    PARODD 512 HUPCL 1024 CLOCAL 2048 CIBAUD 269418496 CRTSCTS 2147483648 CS5 0 CS6 16 CS7 32 CS8 48 ISIG 1 ICANON 2 XCASE 4
    ECHO 8 ECHOE 16 ECHOK 32 ECHONL 64 ECHOCTL 512 ECHOPRT 1024 ECHOKE 2048 FLUSHO 4096 NOFLSH 128 TOSTOP 256 PENDIN 16384
    IEXTEN 32768 EXTPROC 65536 VINTR 0 VQUIT 1 VERASE 2 VKILL 3 VEOF 4 VTIME 5 VMIN 6 VSWTC 7 VSWTCH 7 VSTART 8 VSTOP 9
    VSUSP 10 VEOL 11 VREPRINT 12 VDISCARD 13 VWERASE 14 VLNEXT 15 VEOL2 16 CBAUD 4111 CDSUSP 25 CEOF 4 CEOL 0 CEOT 4
    CERASE 127 CFLUSH 15 CINTR 3 CKILL 21 CLNEXT 22 CQUIT 28 CRPRNT 18 CSTART 17 CSTOP 19 CSUSP 26 CWERASE 23 EXTA 14 EXTB 15
    FIOASYNC 21586 FIOCLEX 21585 FIONBIO 21537 FIONCLEX 21584 FIONREAD 21531 NCC 8 NCCS 32 TCFLSH 21515 TCGETA 21509
    TCGETS 21505 TCSBRK 21513 TCSBRKP 21541 TCSETA 21510 TCSETAF 21512 TCSETAW 21511 TCSETS 21506 TCSETSF 21508 TCSETSW 21507
    TCXONC 21514 TIOCGWINSZ 21523 TIOCSWINSZ 21524 B9600 13 B115200 4098
""".split()
globals().update(zip(_names[::2], map(int, _names[1::2])))
del _names


def tcgetattr(fd, /):
    """Raises the error of a file that is no terminal."""
    if not isinstance(fd, int):
        fd = fd.fileno()
    if fd < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    raise error(25, "Inappropriate ioctl for device")


def tcsetattr(fd, when, attributes, /):
    tcgetattr(fd)


def _of_terminal(name):
    def function(fd, *more):
        tcgetattr(fd)

    function.__name__ = function.__qualname__ = name
    return function


for _name in "tcsendbreak tcdrain tcflush tcflow tcgetwinsize tcsetwinsize".split():
    globals()[_name] = _of_terminal(_name)
del _name
