//! The interface of a measured implementation.

/// A server end. Messages are appended to the caller's buffer, as in a connection.
pub trait ServerEnd {
    /// An exchange that waits for the client's proof.
    type Waiting;

    /// Reads the client's first message.
    fn first(&self, client_first: &[u8], reply: &mut Vec<u8>) -> Self::Waiting;

    /// Reads the client's proof. Returns whether it is accepted.
    fn last(&self, waiting: Self::Waiting, client_final: &[u8], reply: &mut Vec<u8>) -> bool;
}

/// A client end.
pub trait ClientEnd {
    /// An exchange that waits for the server.
    type Waiting;

    /// Starts an exchange.
    fn begin(&self, message: &mut Vec<u8>) -> Self::Waiting;

    /// Reads the server's challenge.
    fn answer(&self, waiting: Self::Waiting, server_first: &[u8], message: &mut Vec<u8>) -> Self::Waiting;

    /// Reads the server's proof. Returns whether it is valid.
    fn finish(&self, waiting: Self::Waiting, server_final: &[u8]) -> bool;
}

/// Runs a whole exchange. Returns whether both ends accept.
pub fn whole<S: ServerEnd, C: ClientEnd>(server: &S, client: &C, [to, from]: &mut [Vec<u8>; 2]) -> bool {
    [&mut *to, &mut *from].into_iter().for_each(Vec::clear);
    let speaking = client.begin(to);
    let listening = server.first(to, from);
    to.clear();
    let speaking = client.answer(speaking, from, to);
    from.clear();
    server.last(listening, to, from) && client.finish(speaking, from)
}
