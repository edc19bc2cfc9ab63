//! Figures by tables.
