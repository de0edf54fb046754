//! What an implementation has to do to be measured.

/// The server's end. Messages are appended to a buffer of the caller's, as a connection has one.
pub trait ServerEnd {
    /// An exchange that waits for the client's proof.
    type Waiting;

    /// Reads the client's first message.
    fn first(&self, client_first: &[u8], reply: &mut Vec<u8>) -> Self::Waiting;

    /// Reads its proof; whether it is let in.
    fn last(&self, waiting: Self::Waiting, client_final: &[u8], reply: &mut Vec<u8>) -> bool;
}

/// The client's end.
pub trait ClientEnd {
    /// An exchange that waits for the server.
    type Waiting;

    /// Begins.
    fn begin(&self, message: &mut Vec<u8>) -> Self::Waiting;

    /// Reads the server's challenge.
    fn answer(&self, waiting: Self::Waiting, server_first: &[u8], message: &mut Vec<u8>) -> Self::Waiting;

    /// Reads the server's proof; whether it is the server.
    fn finish(&self, waiting: Self::Waiting, server_final: &[u8]) -> bool;
}

/// One whole exchange of a server with a client; whether both are satisfied.
pub fn whole<S: ServerEnd, C: ClientEnd>(server: &S, client: &C, [to, from]: &mut [Vec<u8>; 2]) -> bool {
    [&mut *to, &mut *from].into_iter().for_each(Vec::clear);
    let speaking = client.begin(to);
    let listening = server.first(to, from);
    to.clear();
    let speaking = client.answer(speaking, from, to);
    from.clear();
    server.last(listening, to, from) && client.finish(speaking, from)
}
