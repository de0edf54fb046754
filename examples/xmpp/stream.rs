//! One end of a stream: elements in, text out. The parser does not know which text is a password, so its input is
//! not wiped; a server that requires that offers only SCRAM.
use crate::element::Element;
use rxml::{Event, GenericReader, Parser};
use std::{
    io::{self, BufReader, Write as _},
    os::unix::net::UnixStream,
};

/// The maximum length of an element in octets: the base64 of the longest message and its framing.
const LONGEST: usize = 100_000;
/// The maximum depth: that of `<features><mechanisms><mechanism>`.
const DEEPEST: usize = 3;
const HEADER: &str = "<?xml version='1.0'?><stream:stream xmlns='jabber:client' \
                      xmlns:stream='http://etherx.jabber.org/streams' to='localhost' version='1.0'>";

pub(crate) struct Stream {
    reader: GenericReader<BufReader<UnixStream>, Parser>,
    writer: UnixStream,
}

impl Stream {
    /// Sends the start of a stream and reads that of the other end.
    pub(crate) fn open(stream: UnixStream) -> io::Result<Self> {
        let writer = stream.try_clone()?;
        let mut own = Self { reader: GenericReader::new(BufReader::new(stream)), writer };
        own.write(HEADER)?;
        loop {
            match own.event(&mut LONGEST.clone())? {
                Event::XmlDeclaration(..) => {}
                Event::StartElement(_, (namespace, name), _)
                    if namespace == "http://etherx.jabber.org/streams" && name == "stream" =>
                {
                    return Ok(own);
                }
                _ => return Err(io::ErrorKind::InvalidData.into()),
            }
        }
    }

    pub(crate) fn write(&mut self, text: &str) -> io::Result<()> {
        self.writer.write_all(text.as_bytes())
    }

    /// Reads the next whole element. Invalid XML, an element that is too long, or one that is too deep ends the
    /// connection.
    pub(crate) fn read(&mut self) -> io::Result<Element> {
        let mut left = LONGEST;
        loop {
            match self.event(&mut left)? {
                // White space keeps a connection alive.
                Event::Text(_, text) if text.trim_ascii().is_empty() => {}
                Event::StartElement(_, (namespace, name), attributes) => {
                    let mechanism =
                        attributes.iter().find(|((space, name), _)| space.is_none() && *name == "mechanism");
                    let mechanism = mechanism.map(|(_, value)| value.clone()).unwrap_or_default();
                    let (namespace, name) = (namespace.as_str().to_owned(), name.to_string());
                    let element = Element { namespace, name, mechanism, ..Element::default() };
                    return self.inside(element, &mut left);
                }
                _ => return Err(io::ErrorKind::InvalidData.into()),
            }
        }
    }

    fn inside(&mut self, element: Element, left: &mut usize) -> io::Result<Element> {
        let mut open = vec![element];
        loop {
            match self.event(left)? {
                Event::Text(_, text) => {
                    open.last_mut().ok_or(io::ErrorKind::InvalidData)?.text.push_str(&text);
                }
                Event::StartElement(_, (namespace, name), _) if open.len() < DEEPEST => {
                    let (namespace, name) = (namespace.as_str().to_owned(), name.to_string());
                    open.push(Element { namespace, name, ..Element::default() });
                }
                Event::EndElement(_) => {
                    let element = open.pop().ok_or(io::ErrorKind::InvalidData)?;
                    match open.last_mut() {
                        Some(parent) => parent.children.push(element),
                        None => return Ok(element),
                    }
                }
                _ => return Err(io::ErrorKind::InvalidData.into()),
            }
        }
    }

    /// Reads a part of an element and subtracts its length from the limit.
    fn event(&mut self, left: &mut usize) -> io::Result<Event> {
        let event = self.reader.read()?.ok_or(io::ErrorKind::UnexpectedEof)?;
        *left = left.checked_sub(event.metrics().len()).ok_or(io::ErrorKind::InvalidData)?;
        Ok(event)
    }
}
