//! fuzhu
