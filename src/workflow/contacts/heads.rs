//! The heads of columns, in the three languages, as people write them.

use super::table::Column;

/// The column that a head names; `is_name` says whether "organisation" is its name, since another column has its domain.
pub(super) fn column(head: &str, is_name: bool) -> Option<Column> {
    Some(match plain(head).as_str() {
        "domain" | "dominio" | "domaine" | "web" | "website" | "sitio web" | "site web" => {
            Column::Domain
        }
        "organisation" | "organization" | "organizacion" | "entidad" if is_name => Column::Name,
        "organisation" | "organization" | "organizacion" | "entidad" => Column::Domain,
        "name" | "nombre" | "nom" => Column::Name,
        "aliases" | "alias" | "other names" | "otros nombres" | "autres noms" | "acronym"
        | "siglas" | "sigle" => Column::Aliases,
        "language" | "lang" | "idioma" | "lengua" | "langue" => Column::Language,
        "address" | "e-mail" | "email" | "mail" | "e-mail address" | "email address" | "correo"
        | "correo electronico" | "direccion" | "adresse" | "courriel" | "adresse e-mail"
        | "adresse courriel" => Column::Address,
        "key" | "public key" | "clave" | "clave publica" | "cle" | "cle publique" => Column::Key,
        _ => return None,
    })
}

/// The tag of a language that is written as a word in one of the three languages.
pub(super) fn language(word: &str) -> String {
    let word = plain(word);
    let tag = match word.as_str() {
        "english" | "ingles" | "anglais" => "en",
        "spanish" | "espanol" | "castellano" | "espagnol" => "es",
        "french" | "frances" | "francais" => "fr",
        tag => tag,
    };
    tag.to_owned()
}

/// Without capitals, accents and spaces around.
fn plain(head: &str) -> String {
    let letters = head.trim().to_lowercase();
    let letters = letters.chars().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter));
    let plain = letters.map(|letter| match letter {
        'á' | 'à' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' | 'î' => 'i',
        'ó' | 'ô' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        letter => letter,
    });
    plain.collect()
}
