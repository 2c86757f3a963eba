//! Pipes.

use loopline::network::readiness::{ERROR, HANG_UP, IN, OUT};
use loopline::network::{ErrorNumber, Network};

#[test]
fn a_pipe_ends_when_its_writer_is_closed() {
    let network = &mut Network::default();
    let (reader, writer) = network.open_pipe().unwrap();
    assert_eq!(network.read_file(reader, 10), Err(ErrorNumber::AGAIN));
    assert_eq!(network.write_file(writer, b"abc"), Ok(3));
    network.close(writer).unwrap();
    assert_eq!(network.events(reader), Ok(IN | HANG_UP));
    assert_eq!(network.read_file(reader, 10), Ok(b"abc".to_vec()));
    assert_eq!(network.read_file(reader, 10), Ok(Vec::new()));
}

#[test]
fn a_pipe_that_nobody_reads_is_broken() {
    let network = &mut Network::default();
    let (reader, writer) = network.open_pipe().unwrap();
    network.close(reader).unwrap();
    assert_eq!(network.events(writer), Ok(OUT | ERROR));
    assert_eq!(network.write_file(writer, b"x"), Err(ErrorNumber::BROKEN_PIPE));
}

#[test]
fn a_pipe_holds_64_kilobytes_and_takes_a_page_whole_or_not_at_all() {
    let network = &mut Network::default();
    let (reader, writer) = network.open_pipe().unwrap();
    assert_eq!(network.write_file(writer, &vec![0; 100_000]), Ok(65_536));
    network.read_file(reader, 100).unwrap();
    assert_eq!(network.write_file(writer, &[0; 1000]), Err(ErrorNumber::AGAIN));
    assert_eq!(network.write_file(writer, &[0; 5000]), Ok(100));
    assert_eq!(network.read_file(writer, 1), Err(ErrorNumber::BAD_FILE));
    assert_eq!(network.write_file(reader, b"x"), Err(ErrorNumber::BAD_FILE));
}
