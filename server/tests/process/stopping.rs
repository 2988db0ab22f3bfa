//! Asked to stop, it finishes what it began; killed, it forgets nothing it answered.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use crate::support::{Answer, Home, PASSWORD, post, sign_in_form};

#[test]
fn a_request_begun_before_the_signal_is_answered() {
    let home = Home::with_demo();
    for signal in ["TERM", "INT"] {
        let mut serving = home.serve(&[]);
        let form = sign_in_form("dpo@demo.escale.example", PASSWORD);
        let request = post("/sign-in", &form);
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        let mut stream = serving.connect();
        write!(stream, "{head}\r\nexpect: 100-continue\r\n\r\n").unwrap();
        wait_to_continue(&mut stream);
        serving.signal(signal);
        serving.wait_for("stopping");
        stream.write_all(body.as_bytes()).unwrap();
        let answer = Answer::read(stream);
        assert_eq!(answer.status, 303, "{signal}: {}", answer.text);
        let (status, log) = serving.end();
        assert!(status.success(), "{log}");
        assert!(!log.contains("before every request"), "{log}");
    }
}

/// Returns once the server has the head of the request and asks for its body: a connection
/// that still waits to be accepted when the signal comes may be reset.
fn wait_to_continue(stream: &mut TcpStream) {
    let asks = b"HTTP/1.1 100 Continue\r\n\r\n";
    let mut said = vec![0; asks.len()];
    stream.read_exact(&mut said).unwrap();
    assert_eq!(said, asks);
}

#[test]
fn a_page_that_listens_does_not_keep_it_from_stopping() {
    let home = Home::with_demo();
    let serving = home.serve(&[]);
    let cookie = serving.sign_in("coordination@demo.escale.example", PASSWORD).unwrap();
    let mut stream = serving.connect();
    write!(stream, "GET /live HTTP/1.1\r\nhost: escale\r\ncookie: {cookie}\r\n\r\n").unwrap();
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).unwrap();
    assert!(first.contains(" 200 "), "{first}");
    serving.signal("TERM");
    let mut rest = String::new();
    reader.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("text/event-stream"), "{rest}");
    let (status, log) = serving.end();
    assert!(status.success() && !log.contains("before every request"), "{log}");
}

#[test]
fn what_was_answered_before_a_kill_is_there_afterwards() {
    let home = Home::with_demo();
    let serving = home.serve(&[]);
    let cookies: Vec<_> =
        (0..4).map(|_| serving.sign_in("dpo@demo.escale.example", PASSWORD).unwrap()).collect();
    serving.signal("KILL");
    serving.end();
    let serving = home.serve(&[]);
    for cookie in &cookies {
        assert!(serving.is_signed_in(cookie));
    }
    serving.stop();
}
