//! Snapshot tests live in `tests/`; what a reviewer reads lies beside them, one folder an area.
