//! Which of many texts a copy could be of: grams, and the texts that have them.
//!
//! An index follows from the texts alone, whatever their order, and only saves looking at each of them.
//! Its file is
//!
//! ```text
//! "countersign.index/1\n", SHA-256 of the rest,
//! number of texts, number of grams (32 bits each, little-endian),
//! for each text, by SHA-256: its SHA-256, how many grams it has (32 bits),
//! for each gram, ascending: gram (32 bits), number of its text (32 bits)
//! ```

use std::collections::{BTreeMap, HashMap};

use super::gram;
use countersign_core::cores::*;
use countersign_core::digest::Hash;

/// Most texts that are looked at closely: half of them share most with the copy,
/// the others are those of which the copy has most.
pub const CANDIDATES_MAX: usize = 32;
/// Largest index that is read, in bytes: two hundred thousand texts of 500 words.
pub const INDEX_BYTES_MAX: usize = 320 * 1024 * 1024;

const MAGIC: &[u8] = b"countersign.index/1\n";
const HEAD_BYTES: usize = MAGIC.len() + 32 + 8;
const TEXT_BYTES: usize = 36;
const GRAM_BYTES: usize = 8;
/// Grams with the same upper bits lie together.
const BUCKET_BITS: u32 = 16;

/// The index of some texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    texts: Vec<(Hash, u32)>,
    grams: Vec<u32>,
    holders: Vec<u32>,
    buckets: Vec<u32>,
}

/// What an index says about a copy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hits {
    /// The texts to look at closely, by SHA-256.
    pub texts: Vec<Hash>,
    /// The grams of the copy that any text has, sorted.
    pub grams: Vec<u32>,
}

/// Why bytes are not an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an index of texts, or a damaged one")]
pub struct NoIndex;

impl Index {
    /// The index of texts whose sketches ([`gram::sketch`]) are given.
    #[must_use]
    pub fn of(sketches: &BTreeMap<Hash, Vec<u32>>) -> Self {
        let texts = sketches.iter().map(|(hash, grams)| (*hash, grams.len() as u32)).collect();
        let pairs = pairs(sketches.values().zip(0..));
        let mut made = Growing::of(texts, pairs.len());
        pairs.into_iter().for_each(|pair| made.push(pair));
        made.done()
    }

    /// This index and some more texts.
    #[must_use]
    pub fn with(&self, more: &BTreeMap<Hash, Vec<u32>>) -> Self {
        let mut all: BTreeMap<Hash, u32> = self.texts.iter().copied().collect();
        all.extend(more.iter().map(|(hash, grams)| (*hash, grams.len() as u32)));
        let number: HashMap<Hash, u32> =
            all.keys().zip(0..).map(|(hash, number)| (*hash, number)).collect();
        let number_of = |hash: &Hash| number.get(hash).copied().unwrap_or_default();
        let old: Vec<u32> = self.texts.iter().map(|(hash, _)| number_of(hash)).collect();
        let is_new = |hash: &Hash| self.texts.binary_search_by_key(hash, |text| text.0).is_err();
        let new = more.iter().filter(|(hash, _)| is_new(hash));
        let mut new =
            pairs(new.map(|(hash, grams)| (grams, number_of(hash)))).into_iter().peekable();
        // Texts are numbered by hash before and after, so what was in order stays so, and the new ones go between.
        let mut grown = Growing::of(all.into_iter().collect(), self.grams.len() + new.len());
        for (gram, holder) in self.grams.iter().zip(&self.holders) {
            let pair = pair(*gram, old.get(*holder as usize).copied().unwrap_or_default());
            while let Some(before) = new.next_if(|one| *one < pair) {
                grown.push(before);
            }
            grown.push(pair);
        }
        new.for_each(|pair| grown.push(pair));
        grown.done()
    }

    /// The texts that it knows.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &Hash> {
        self.texts.iter().map(|(hash, _)| hash)
    }

    /// What it takes in memory, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.grams.len() * GRAM_BYTES + self.texts.len() * TEXT_BYTES + self.buckets.len() * 4
    }

    /// The texts that a copy with these grams could be of.
    #[must_use]
    pub fn find(&self, copy: &[u32]) -> Hits {
        let mut copy = copy.to_vec();
        copy.sort_unstable();
        copy.dedup();
        let mut counts = vec![0_u32; self.texts.len()];
        let mut hits = Hits::default();
        for gram in copy {
            let holders = self.holders(gram);
            if !holders.is_empty() {
                hits.grams.push(gram);
            }
            for holder in holders {
                if let Some(count) = counts.get_mut(*holder as usize) {
                    *count += 1;
                }
            }
        }
        hits.texts = self.best(&counts);
        hits
    }

    fn holders(&self, gram: u32) -> &[u32] {
        let bucket = (gram >> BUCKET_BITS) as usize;
        let bound = |index: usize| self.buckets.get(index).map_or(0, |at| *at as usize);
        let (start, end) = (bound(bucket), bound(bucket + 1));
        let within = self.grams.get(start..end).unwrap_or_default();
        let first = start + within.partition_point(|one| *one < gram);
        let last = start + within.partition_point(|one| *one <= gram);
        self.holders.get(first..last).unwrap_or_default()
    }

    fn best(&self, counts: &[u32]) -> Vec<Hash> {
        if self.texts.len() <= CANDIDATES_MAX {
            return self.texts().copied().collect();
        }
        let mut shared: Vec<Shared> = counts
            .iter()
            .zip(&self.texts)
            .filter(|(count, _)| **count > 0)
            .map(|(count, (hash, of))| (*count, *of, *hash))
            .collect();
        // Whatever is equal goes by hash, so that nothing depends on how the index was made.
        let half = CANDIDATES_MAX / 2;
        let most = |one: &Shared, other: &Shared| other.0.cmp(&one.0).then(one.2.cmp(&other.2));
        let mut best: Vec<Hash> = first(&mut shared, half, most).iter().map(|one| one.2).collect();
        let share = |one: &Shared| u64::from(one.0) * 1_000_000 / u64::from(one.1.max(1));
        let nearest = |one: &Shared, other: &Shared| {
            share(other).cmp(&share(one)).then_with(|| most(one, other))
        };
        for (_, _, hash) in first(&mut shared, CANDIDATES_MAX, nearest) {
            if best.len() < CANDIDATES_MAX && !best.contains(hash) {
                best.push(*hash);
            }
        }
        best
    }

    /// Its file.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let size = HEAD_BYTES + self.texts.len() * TEXT_BYTES + self.grams.len() * GRAM_BYTES;
        let mut bytes = Vec::with_capacity(size);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&[0; 32]);
        let start = bytes.len();
        bytes.extend_from_slice(&(self.texts.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&(self.grams.len() as u32).to_le_bytes());
        for (hash, count) in &self.texts {
            bytes.extend_from_slice(hash.as_bytes());
            bytes.extend_from_slice(&count.to_le_bytes());
        }
        for (gram, holder) in self.grams.iter().zip(&self.holders) {
            bytes.extend_from_slice(&pair(*gram, *holder).rotate_left(32).to_le_bytes());
        }
        let (head, body) = bytes.split_at_mut(start);
        if let Some(sum) = head.last_chunk_mut::<32>() {
            sum.copy_from_slice(Hash::of(body).as_bytes());
        }
        bytes
    }

    /// The index in a file that this program wrote.
    ///
    /// # Errors
    /// If the bytes are not what [`Index::encode`] writes.
    pub fn decode(bytes: &[u8]) -> Result<Self, NoIndex> {
        let rest =
            bytes.strip_prefix(MAGIC).filter(|_| bytes.len() <= INDEX_BYTES_MAX).ok_or(NoIndex)?;
        let (sum, body) = rest.split_first_chunk::<32>().ok_or(NoIndex)?;
        // Both take about as long.
        let (is_whole, index) = join(|| Hash::of(body).as_bytes() == sum, || Self::of_body(body));
        index.filter(|_| is_whole).ok_or(NoIndex)
    }

    fn of_body(body: &[u8]) -> Option<Self> {
        let (text_count, rest) = number(body)?;
        let (gram_count, rest) = number(rest)?;
        let (texts, pairs) = rest.split_at_checked(text_count.checked_mul(TEXT_BYTES)?)?;
        let (pairs, more) = pairs.as_chunks::<GRAM_BYTES>();
        if !more.is_empty() || pairs.len() != gram_count {
            return None;
        }
        let text = |chunk: &[u8]| {
            let (hash, count) = chunk.split_first_chunk::<32>()?;
            Some((Hash::from_bytes(*hash), u32::from_le_bytes(count.try_into().ok()?)))
        };
        let texts: Vec<(Hash, u32)> =
            texts.chunks_exact(TEXT_BYTES).map(text).collect::<Option<_>>()?;
        if !texts.is_sorted_by(|one, other| one.0 < other.0) {
            return None;
        }
        let mut read = Growing::of(texts, gram_count);
        let mut last = None;
        for bytes in pairs {
            let pair = u64::from_le_bytes(*bytes).rotate_left(32);
            if last >= Some(pair) || pair as u32 as usize >= text_count {
                return None;
            }
            last = Some(pair);
            read.push(pair);
        }
        Some(read.done())
    }
}

/// An index to which pairs are added, ascending.
struct Growing(Index);

impl Growing {
    fn of(texts: Vec<(Hash, u32)>, pairs: usize) -> Self {
        Self(Index {
            texts,
            grams: Vec::with_capacity(pairs),
            holders: Vec::with_capacity(pairs),
            buckets: vec![0_u32; (1 << BUCKET_BITS) + 1],
        })
    }

    fn push(&mut self, pair: u64) {
        let gram = (pair >> 32) as u32;
        self.0.grams.push(gram);
        self.0.holders.push(pair as u32);
        if let Some(count) = self.0.buckets.get_mut((gram >> BUCKET_BITS) as usize + 1) {
            *count += 1;
        }
    }

    fn done(mut self) -> Index {
        let mut sum = 0;
        for bucket in &mut self.0.buckets {
            sum += *bucket;
            *bucket = sum;
        }
        self.0
    }
}

/// A gram and the number of its text, in the order of the file.
fn pair(gram: u32, holder: u32) -> u64 {
    u64::from(gram) << 32 | u64::from(holder)
}

/// All pairs of some sketches with the numbers of their texts, ascending.
fn pairs<'a>(sketches: impl Iterator<Item = (&'a Vec<u32>, u32)>) -> Vec<u64> {
    let mut pairs: Vec<u64> = sketches
        .flat_map(|(grams, number)| grams.iter().map(move |gram| pair(*gram, number)))
        .collect();
    pairs.par_sort_unstable();
    pairs
}

/// How many grams a text shares with the copy, of how many, and which text.
type Shared = (u32, u32, Hash);

/// The first so many in an order, sorted; the others are not.
fn first(
    all: &mut [Shared],
    count: usize,
    order: impl Fn(&Shared, &Shared) -> std::cmp::Ordering,
) -> &[Shared] {
    if all.len() > count {
        let _ = all.select_nth_unstable_by(count, &order);
    }
    let count = count.min(all.len());
    let (head, _) = all.split_at_mut(count);
    head.sort_unstable_by(&order);
    head
}

fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (four, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*four) as usize, rest))
}

impl Hits {
    /// The hits where every text was looked at, and not an index of them: which of the copy's grams each text has, as
    /// [`shared`] says.
    #[must_use]
    pub fn of_all(all: Vec<(Hash, Vec<u32>)>) -> Self {
        let mut all: Vec<(Hash, Vec<u32>)> =
            all.into_iter().filter(|(_, grams)| !grams.is_empty()).collect();
        all.sort_by(|one, other| other.1.len().cmp(&one.1.len()).then(one.0.cmp(&other.0)));
        all.truncate(CANDIDATES_MAX);
        let mut grams: Vec<u32> = all.iter().flat_map(|one| one.1.iter().copied()).collect();
        grams.sort_unstable();
        grams.dedup();
        Self { grams, texts: all.into_iter().map(|one| one.0).collect() }
    }
}

/// Which of these grams of a copy, sorted, a text has: all of the text's are looked at, and not only those that an
/// index keeps, so that a run of one gram is found.
#[must_use]
pub fn shared(copy: &[u32], text: &str) -> Vec<u32> {
    let mut shared = grams(text);
    shared.retain(|gram| copy.binary_search(gram).is_ok());
    shared.sort_unstable();
    shared.dedup();
    shared
}

/// The grams of a copy, as [`Index::find`] takes them.
#[must_use]
pub fn grams(copy: &str) -> Vec<u32> {
    gram::grams(super::token::letters(copy).iter().copied())
}
