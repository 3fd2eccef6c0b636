//! Texts in a language, made of its common words; phrases come again and again, as they do in statements.

use super::measure::Numbers;

/// What a language has.
pub(super) struct Tongue {
    pub(super) tag: &'static str,
    space: &'static str,
    pub(super) stop: &'static str,
    /// Words between spaces; phrases and names between bars.
    words: &'static str,
    phrases: &'static str,
    names: &'static str,
    /// Words without their negation, and with it.
    negation: (&'static str, &'static str),
}

/// Words in sentences in paragraphs; a word has its comma with it.
#[derive(Clone)]
pub(super) struct Text {
    pub(super) paragraphs: Vec<Vec<Vec<String>>>,
}

pub(super) const TONGUES: [Tongue; 5] = [
    Tongue {
        tag: "en",
        space: " ",
        stop: ".",
        words: "the of and to in that for with by people rights harbour police judge families \
            lawyers law night days week letter court members homes boats fee list ministry \
            violence government freedom defenders threats arrest offices accounts work fear \
            country crisis return courage journalists newspapers radio hour place silence \
            answer question who which they their were was have has must should",
        phrases: "we call on the authorities to|human rights defenders and|without fear of \
            reprisals|as soon as possible",
        names: "San Telmo|Foro Penal|Red Cross|Azul Positivo|Freedom House",
        negation: ("we do ask", "we do not ask"),
    },
    Tongue {
        tag: "es",
        space: " ",
        stop: ".",
        words: "el la de que y en los las por con para una puerto derechos personas familias \
            abogadas juez ley noche días semana carta tribunal miembros casas barcas tasa \
            lista ministerio violencia gobierno libertad defensoras amenazas detención \
            oficinas cuentas trabajo miedo país crisis regreso valor periodistas periódicos \
            radio hora lugar silencio respuesta pregunta quien sus fueron han debe deben \
            sobre desde",
        phrases: "instamos a las autoridades a que|las personas defensoras de derechos humanos|sin \
            temor a represalias|cuanto antes",
        names: "San Telmo|Foro Penal|Cruz Roja|Azul Positivo|Casa Verde",
        negation: ("pedimos", "no pedimos"),
    },
    Tongue {
        tag: "fr",
        space: " ",
        stop: ".",
        words: "le la de que et en les des par avec pour une port droits personnes familles \
            avocates juge loi nuit jours semaine lettre tribunal membres maisons barques \
            taxe liste ministère violence gouvernement liberté défenseurs menaces \
            arrestation bureaux comptes travail peur pays crise retour courage journalistes \
            journaux radio heure lieu silence réponse question qui leurs furent ont doit \
            doivent sur depuis",
        phrases: "nous appelons les autorités à|les défenseurs des droits humains et|sans crainte \
            de représailles|dans les meilleurs délais",
        names: "Saint-Malo|Forum Pénal|Croix-Rouge|Azul Positivo|Maison Verte",
        negation: ("nous demandons", "nous ne demandons pas"),
    },
    Tongue {
        tag: "ar",
        space: " ",
        stop: ".",
        words: "في من على إلى أن التي الذي مع بعد الميناء حقوق الناس العائلات المحامين القاضي \
            القانون الليل أيام أسبوع الرسالة المحكمة الأعضاء البيوت القوارب الرسوم القائمة \
            الوزارة العنف الحكومة الحرية المدافعين التهديدات الاعتقال المكاتب الحسابات العمل \
            الخوف البلد الأزمة العودة الشجاعة الصحفيين الصحف الإذاعة الساعة المكان الصمت \
            الجواب السؤال كانت كان يجب هذه هذا تلك قبل حتى منذ عند كل",
        phrases: "ندعو السلطات إلى|المدافعين عن حقوق الإنسان|دون خوف من الانتقام|في أقرب وقت ممكن",
        names: "سان تيلمو|الصليب الأحمر|المنتدى الجنائي|أغوا كلارا|بيت الحرية",
        negation: ("نطلب", "لا نطلب"),
    },
    Tongue {
        tag: "ja",
        space: "",
        stop: "。",
        words: "港 権利 人々 家族 弁護士 裁判官 法律 夜 日々 週間 手紙 裁判所 会員 家 小舟 料金 名簿 省庁 暴力 政府 自由 擁護者 脅迫 逮捕 事務所 口座 \
            仕事 恐怖 国 危機 帰還 勇気 記者 新聞 放送 時間 場所 沈黙 回答 質問 の は を に が と で から まで という している された について \
            として また この その すべて 今も ともに",
        phrases: "当局に強く求めます|人権を守る人々の|報復を恐れることなく|できるだけ早く",
        names: "サンテルモ|赤十字|青い家|自由の家|緑の会",
        negation: ("私たちは求める", "私たちは求めない"),
    },
];

fn list(text: &'static str, between: char) -> Vec<&'static str> {
    text.split(between).collect()
}

impl Tongue {
    pub(super) fn join(&self, words: &[String]) -> String {
        words.join(self.space)
    }

    fn push(&self, sentence: &mut Vec<String>, words: &str) {
        // Without spaces, a phrase is one word here and many to whoever compares.
        sentence.extend(words.split(' ').map(str::to_owned));
    }

    fn sentence(&self, numbers: &mut Numbers) -> Vec<String> {
        let mut sentence = Vec::new();
        for _ in 0..9 + numbers.below(14) {
            match numbers.below(24) {
                0 => self.push(&mut sentence, numbers.one(&list(self.phrases, '|'))),
                1 => self.push(&mut sentence, numbers.one(&list(self.names, '|'))),
                2 => self.push(&mut sentence, &(numbers.below(90) + 3).to_string()),
                3 => self.push(&mut sentence, self.negation.0),
                4 => self.push(&mut sentence, self.negation.1),
                _ => sentence.push(numbers.one(&list(self.words, ' ')).to_owned()),
            }
        }
        if let Some(last) = sentence.last_mut() {
            last.push_str(self.stop);
        }
        sentence
    }

    /// The sentence with one thing changed, by what that is.
    pub(super) fn changes(
        &self,
        sentence: &[String],
        numbers: &mut Numbers,
    ) -> Vec<(&'static str, Vec<String>)> {
        let mut all = Vec::new();
        let mut with = |kind, at: usize, word: &str| {
            let mut words = sentence.to_vec();
            let stop = if words[at].ends_with(self.stop) { self.stop } else { "" };
            let word = format!("{word}{stop}");
            if words[at] != word {
                words[at] = word;
                all.push((kind, words));
            }
        };
        with("word", numbers.below(sentence.len()), numbers.one(&list(self.words, ' ')));
        with("first word", 0, numbers.one(&list(self.words, ' ')));
        with("last word", sentence.len() - 1, numbers.one(&list(self.words, ' ')));
        let bare = |word: &String| word.trim_end_matches(self.stop).to_owned();
        if let Some(at) = sentence.iter().position(|word| bare(word).parse::<usize>().is_ok()) {
            with("number", at, &(numbers.below(900) + 100).to_string());
        }
        let is_name = |word: &String| {
            list(self.names, '|').iter().any(|name| name.split(' ').any(|one| one == bare(word)))
        };
        if let Some(at) = sentence.iter().position(is_name) {
            with("name", at, "Xalapa");
        }
        let joined = self.join(sentence);
        let (without, negated) = self.negation;
        let changed = if joined.contains(negated) {
            Some(joined.replacen(negated, without, 1))
        } else {
            joined.contains(without).then(|| joined.replacen(without, negated, 1))
        };
        all.extend(changed.map(|words| ("negation", vec![words])));
        all
    }
}

impl Text {
    /// A text of some words.
    pub(super) fn made(tongue: &Tongue, words: usize, seed: u64) -> Self {
        let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let (mut paragraphs, mut count) = (vec![Vec::new()], 0);
        while count < words {
            let sentence = tongue.sentence(&mut numbers);
            count += sentence.len();
            let length = 1 + numbers.below(4);
            match paragraphs.last_mut() {
                Some(paragraph) if paragraph.len() < length => paragraph.push(sentence),
                _ => paragraphs.push(vec![sentence]),
            }
        }
        Self { paragraphs }
    }

    /// A newer version: the first number is another, or the first word where there is none.
    pub(super) fn with_another_number(&self, tongue: &Tongue) -> Self {
        let mut newer = self.clone();
        let mut words: Vec<&mut String> = newer.paragraphs.iter_mut().flatten().flatten().collect();
        let is_number =
            |word: &&mut String| word.trim_end_matches(tongue.stop).parse::<usize>().is_ok();
        let at = words.iter().position(is_number).unwrap_or(0);
        *words[at] = words[at].replace(|one: char| one.is_alphanumeric(), "1");
        newer
    }

    pub(super) fn words(&self, tongue: &Tongue) -> String {
        let all: Vec<String> =
            (0..self.paragraphs.len()).map(|at| self.paragraph(tongue, at)).collect();
        format!("{}\n", all.join("\n\n"))
    }

    pub(super) fn paragraph(&self, tongue: &Tongue, at: usize) -> String {
        let sentences: Vec<String> =
            self.paragraphs[at].iter().map(|sentence| tongue.join(sentence)).collect();
        sentences.join(tongue.space)
    }

    pub(super) fn sentences(&self) -> impl Iterator<Item = &[String]> {
        self.paragraphs.iter().flatten().map(Vec::as_slice)
    }

    /// So many words in a row of one paragraph.
    pub(super) fn window(
        &self,
        tongue: &Tongue,
        length: usize,
        numbers: &mut Numbers,
    ) -> Option<String> {
        let fits =
            |paragraph: &&Vec<Vec<String>>| paragraph.iter().map(Vec::len).sum::<usize>() >= length;
        let all: Vec<&Vec<Vec<String>>> = self.paragraphs.iter().filter(fits).collect();
        let words: Vec<String> = all.get(numbers.below(all.len()))?.concat();
        let start = numbers.below(words.len() - length + 1);
        Some(tongue.join(&words[start..start + length]))
    }
}
