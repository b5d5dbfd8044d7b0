//! Brings a tagged PDF into the subset that NemLog-in Signering accepts, as far as that is a matter of form: structure types
//! outside PDF 1.7 become the standard types that they stand for, and attributes that are not accepted go.
//!
//! What a screen reader reads is the same before and after. Links to the web, forms and attachments are not taken away here:
//! a signing copy is laid out without them.

use lopdf::{Dictionary, Document, Object};

/// Rewrites a file that the program has laid out.
pub fn narrow(file: &mut Document) {
    let roles = take_roles(file);
    for object in file.objects.values_mut() {
        if let Ok(element) = object.as_dict_mut()
            && element.has(b"S")
            && element.has(b"P")
        {
            standardise(element, &roles);
            drop_list_attributes(element);
        }
    }
}

/// The role map, which no element needs any more.
fn take_roles(file: &mut Document) -> Dictionary {
    let root = file.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot")).and_then(Object::as_reference);
    let root = root.and_then(|id| file.get_object_mut(id)).and_then(Object::as_dict_mut);
    let roles = root.ok().and_then(|root| root.remove(b"RoleMap"));
    match roles {
        Some(Object::Dictionary(roles)) => roles,
        Some(Object::Reference(id)) => file.get_dictionary(id).cloned().unwrap_or_default(),
        _ => Dictionary::new(),
    }
}

/// A type that the role map names becomes what it stands for.
fn standardise(element: &mut Dictionary, roles: &Dictionary) {
    // A role can stand for a role; no map is longer than it has entries.
    for _ in 0..roles.len() {
        let Some(standard) = element.get(b"S").and_then(Object::as_name).ok().and_then(|own| roles.get(own).ok())
        else {
            return;
        };
        element.set("S", standard.clone());
    }
}

/// How a list is marked: a bullet is a bullet in the text too.
fn drop_list_attributes(element: &mut Dictionary) {
    let is_of_list = |attributes: &Object| {
        let owner = attributes.as_dict().and_then(|one| one.get(b"O")).and_then(Object::as_name);
        owner.is_ok_and(|owner| owner == b"List")
    };
    let is_empty = match element.get_mut(b"A") {
        Ok(Object::Array(all)) => {
            all.retain(|one| !is_of_list(one));
            all.is_empty()
        }
        Ok(one) => is_of_list(one),
        Err(_) => return,
    };
    if is_empty {
        element.remove(b"A");
    }
}
