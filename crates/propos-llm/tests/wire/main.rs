//! What goes over the wire and what is made of it.

#![cfg(test)]

mod answers;
mod asking;
mod common;
mod crowd;
mod cuts;
mod faults;
mod network;
mod pieces;
mod probing;
mod properties;
mod recording;
mod requests;
mod spans;
mod traps;
