//! A table of a tree → XML.

use super::body::{BodyWriter, twips};
use super::tree::{CellMerge, RowKind, TableLook, WordBlock, WordCell, WordRow, WordStyle, WordTable};
use super::xml::escaped;

impl<'a> BodyWriter<'a> {
    pub(super) fn table(&mut self, it: &'a WordTable) -> String {
        let style = escaped(self.frame.table_style(it.look));
        let whole: u32 = it.columns.iter().map(|column| twips(*column)).sum();
        let (first_row, first_column) =
            (u8::from(it.rows.iter().any(|row| row.kind == RowKind::Head)), u8::from(it.has_row_heads));
        let caption = escaped(&it.caption);
        let mut xml = format!(
            concat!(
                r#"<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{whole}" w:type="dxa"/><w:tblLayout w:type="fixed"/>"#,
                r#"<w:tblLook w:val="04{bits}0" w:firstRow="{row}" w:lastRow="0" w:firstColumn="{column}" w:lastColumn="0" "#,
                r#"w:noHBand="1" w:noVBand="1"/>{said}</w:tblPr><w:tblGrid>"#
            ),
            style = style,
            whole = whole,
            bits = match (first_row, first_column) {
                (0, 0) => "0",
                (1, 0) => "2",
                (0, _) => "8",
                (_, _) => "A",
            },
            row = first_row,
            column = first_column,
            said = if caption.is_empty() {
                String::new()
            } else {
                format!(r#"<w:tblCaption w:val="{caption}"/><w:tblDescription w:val="{caption}"/>"#)
            }
        );
        for column in &it.columns {
            xml.push_str(&format!(r#"<w:gridCol w:w="{}"/>"#, twips(*column)));
        }
        xml.push_str("</w:tblGrid>");
        for row in &it.rows {
            xml.push_str(&self.row(row, it));
        }
        xml.push_str("</w:tbl>");
        xml
    }

    fn row(&mut self, row: &'a WordRow, table: &WordTable) -> String {
        let mut properties = String::new();
        if row.is_whole || row.kind == RowKind::Head {
            properties.push_str("<w:cantSplit/>");
        }
        if row.kind == RowKind::Head {
            properties.push_str("<w:tblHeader/>");
        }
        if let Some(change) = &row.change {
            properties.push_str(&self.mark(change));
        }
        let mut xml = String::from("<w:tr>");
        if !properties.is_empty() {
            xml.push_str(&format!("<w:trPr>{properties}</w:trPr>"));
        }
        let mut at = 0;
        for cell in &row.cells {
            let until = (at + cell.columns).min(table.columns.len());
            let width: u32 = table.columns[at.min(until)..until].iter().map(|column| twips(*column)).sum();
            xml.push_str(&self.cell(cell, width, row.kind, table.look));
            at = until;
        }
        xml.push_str("</w:tr>");
        xml
    }

    fn cell(&mut self, cell: &'a WordCell, width: u32, row: RowKind, look: TableLook) -> String {
        let mut properties = format!(r#"<w:tcW w:w="{width}" w:type="dxa"/>"#);
        if cell.columns > 1 {
            properties.push_str(&format!(r#"<w:gridSpan w:val="{}"/>"#, cell.columns));
        }
        match cell.merge {
            CellMerge::Single => {}
            CellMerge::Begins => properties.push_str(r#"<w:vMerge w:val="restart"/>"#),
            CellMerge::GoesOn => properties.push_str("<w:vMerge/>"),
        }
        if row == RowKind::Total && look == TableLook::Ruled {
            properties
                .push_str(r#"<w:tcBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tcBorders>"#);
        }
        if row == RowKind::Head {
            properties.push_str(r#"<w:vAlign w:val="bottom"/>"#);
        }
        let mut inner = self.blocks(&cell.blocks);
        // A cell ends with a paragraph.
        if !matches!(cell.blocks.last(), Some(WordBlock::Paragraph(_))) {
            inner.push_str(&format!("<w:p><w:pPr>{}</w:pPr></w:p>", self.style(WordStyle::TableText)));
        }
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>")
    }
}
