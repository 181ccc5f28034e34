//! What goes over the wire and what is made of it.

#![cfg(test)]

mod common;
mod outcomes;
