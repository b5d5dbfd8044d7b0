//! Fields to sign in: one for each signer, over the line that the page has for the name.
//!
//! A line is a figure of the structure tree whose alternative text is known. Its field is a form element right behind it, so
//! that a screen reader comes to it where the eye does; the field's tooltip is that same text.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::save::RewriteError;

/// How the names of the fields begin; they end with the signer's number, from 1.
pub const NAME: &str = "underskrift-";

/// Adds a field for each line, in their order. The lines are told by their alternative texts.
///
/// # Errors
/// A file that is not tagged, a line that is not there.
pub fn add_fields(file: &mut Document, lines: &[String]) -> Result<(), RewriteError> {
    let figures = figures(file);
    let mut fields = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        // Two may sign with the same title: each has a line of its own.
        let before = lines[..index].iter().filter(|other| *other == line).count();
        let of_line = figures.iter().filter(|figure| figure.alt == *line).nth(before);
        let figure = of_line.ok_or_else(|| RewriteError::NoLine(line.clone()))?;
        fields.push(Object::Reference(add_field(file, figure, index + 1)?));
    }
    let form = file.add_object(dictionary! { "Fields" => fields });
    file.catalog_mut()?.set("AcroForm", form);
    Ok(())
}

/// A line to sign on.
struct SigningLine {
    id: ObjectId,
    alt: String,
    page: ObjectId,
    /// Left, bottom, right, top.
    bounds: Vec<Object>,
}

/// Every figure that has a place on a page, in the order of the file.
fn figures(file: &Document) -> Vec<SigningLine> {
    let pages: Vec<ObjectId> = file.page_iter().collect();
    let figures = file.objects.iter().filter_map(|(id, object)| {
        let own = object.as_dict().ok()?;
        let is_figure = own.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"Figure");
        let alt = lopdf::decode_text_string(own.get(b"Alt").ok().filter(|_| is_figure)?).ok()?;
        let page = page_of(file, own).filter(|page| pages.contains(page))?;
        Some(SigningLine { id: *id, alt, page, bounds: bounds(own)? })
    });
    figures.collect()
}

/// Of the element, or of its first piece of content.
fn page_of(file: &Document, own: &Dictionary) -> Option<ObjectId> {
    let named = |one: &Dictionary| one.get(b"Pg").and_then(Object::as_reference).ok();
    let kids = own.get(b"K").and_then(|kids| file.dereference(kids)).ok()?.1;
    let first = kids.as_array().map_or(Some(kids), |all| all.first())?;
    named(own).or_else(|| named(first.as_dict().ok()?))
}

fn bounds(own: &Dictionary) -> Option<Vec<Object>> {
    let attributes = own.get(b"A").ok()?;
    let mut all = attributes.as_array().map_or_else(|_| std::slice::from_ref(attributes), Vec::as_slice).iter();
    all.find_map(|one| one.as_dict().ok()?.get(b"BBox").ok()?.as_array().ok())
        .filter(|bounds| bounds.len() == 4)
        .cloned()
}

fn add_field(file: &mut Document, figure: &SigningLine, number: usize) -> Result<ObjectId, RewriteError> {
    let [left, bottom, right] = [0, 1, 2].map(|at| figure.bounds[at].as_float().unwrap_or_default());
    // The room above the line: 18 mm.
    let height = 51.0;
    let look = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "Resources" => Dictionary::new(),
            "BBox" => vec![0.into(), 0.into(), (right - left).into(), height.into()],
        },
        Vec::new(),
    );
    let look = file.add_object(look);
    let root = file.catalog()?.get(b"StructTreeRoot")?.as_reference()?;
    let key = file.get_dictionary(root)?.get(b"ParentTreeNextKey")?.as_i64()?;
    let label = lopdf::text_string(&figure.alt);
    let field = file.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig",
        "T" => Object::String(format!("{NAME}{number}").into_bytes(), StringFormat::Literal), "TU" => label.clone(),
        "Rect" => vec![left.into(), bottom.into(), right.into(), (bottom + height).into()],
        // Printed with its page.
        "F" => 4, "P" => figure.page, "StructParent" => key, "AP" => dictionary! { "N" => look },
    });
    let element = add_element(file, figure, field, label)?;
    name_parent(file, root, key, element)?;
    let page = file.get_object_mut(figure.page)?.as_dict_mut()?;
    let mut marks = page.get(b"Annots").and_then(Object::as_array).cloned().unwrap_or_default();
    marks.push(field.into());
    page.set("Annots", marks);
    page.set("Tabs", "S");
    Ok(field)
}

/// The field in the structure tree, right behind its line.
fn add_element(
    file: &mut Document,
    figure: &SigningLine,
    field: ObjectId,
    label: Object,
) -> Result<ObjectId, RewriteError> {
    let parent = file.get_dictionary(figure.id)?.get(b"P")?.as_reference()?;
    let element = file.add_object(dictionary! {
        "Type" => "StructElem", "S" => "Form", "P" => parent, "Pg" => figure.page, "Alt" => label,
        // Not in an array: pyHanko looks for a field right here when it judges what a later signature has changed.
        "K" => dictionary! { "Type" => "OBJR", "Obj" => field, "Pg" => figure.page },
    });
    let kids = file.get_object_mut(parent)?.as_dict_mut()?.get_mut(b"K")?.as_array_mut()?;
    let after = kids.iter().position(|kid| *kid == Object::Reference(figure.id)).map_or(kids.len(), |at| at + 1);
    kids.insert(after, element.into());
    Ok(element)
}

/// From the field back to its element.
fn name_parent(file: &mut Document, root: ObjectId, key: i64, element: ObjectId) -> Result<(), RewriteError> {
    let tree = file.get_dictionary(root)?.get(b"ParentTree")?.clone();
    let own = file.get_object_mut(root)?.as_dict_mut()?;
    own.set("ParentTreeNextKey", key + 1);
    let tree = match tree {
        Object::Reference(id) => file.get_object_mut(id)?.as_dict_mut()?,
        _ => file.get_object_mut(root)?.as_dict_mut()?.get_mut(b"ParentTree")?.as_dict_mut()?,
    };
    let numbers = tree.get_mut(b"Nums")?.as_array_mut()?;
    numbers.extend([key.into(), element.into()]);
    Ok(())
}
