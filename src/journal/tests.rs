//! What the journal promises, tried on a medium that fails on command. One promise, one file.

mod appending;
