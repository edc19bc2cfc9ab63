//! Whole imports, from bytes of a file to the register, against a register in memory.

mod bad;
mod files;
mod forms;
mod matching;
mod repeat;
mod world;
