//! SSHSIG files made field by field, also wrong ones; it shares no code with the library's own writer.

use base64ct::{Base64, Encoding};

/// The fields of an SSHSIG file.
#[derive(Clone)]
pub struct Envelope {
    pub magic: Vec<u8>,
    pub version: u32,
    pub key: Vec<u8>,
    pub namespace: Vec<u8>,
    pub reserved: Vec<u8>,
    pub hash: Vec<u8>,
    pub signature: Vec<u8>,
    pub after: Vec<u8>,
}

impl Envelope {
    /// A good envelope around an `ssh-ed25519` key and whatever is to be its signature.
    pub fn plain(key: &[u8], namespace: &str, signature: &[u8]) -> Self {
        Self::of("ssh-ed25519", strings(&[b"ssh-ed25519", key]), namespace, signature)
    }

    /// A good envelope around a key blob of this type.
    pub fn of(kind: &str, key: Vec<u8>, namespace: &str, signature: &[u8]) -> Self {
        Self {
            magic: b"SSHSIG".to_vec(),
            version: 1,
            key,
            namespace: namespace.into(),
            reserved: Vec::new(),
            hash: b"sha256".to_vec(),
            signature: strings(&[kind.as_bytes(), signature]),
            after: Vec::new(),
        }
    }

    pub fn blob(&self) -> Vec<u8> {
        let mut out = self.magic.clone();
        out.extend(self.version.to_be_bytes());
        out.extend(strings(&[
            &self.key,
            &self.namespace,
            &self.reserved,
            &self.hash,
            &self.signature,
        ]));
        out.extend(&self.after);
        out
    }

    pub fn armor(&self) -> String {
        armor(&self.blob())
    }
}

/// SSH strings, one after the other.
pub fn strings(values: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::new();
    for value in values {
        out.extend(u32::try_from(value.len()).unwrap().to_be_bytes());
        out.extend(*value);
    }
    out
}

/// The armour that `ssh-keygen` writes.
pub fn armor(blob: &[u8]) -> String {
    let base64 = Base64::encode_string(blob);
    let lines: Vec<&str> =
        base64.as_bytes().chunks(70).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n"))
}
