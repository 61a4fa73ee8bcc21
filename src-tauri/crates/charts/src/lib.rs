//! Figures drawn as SVG and PNG, with title, description and data table.
