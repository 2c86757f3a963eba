//! The twins of the demos: programs in Python that are served with the page, each beside its demo's file.

use crate::demos::{Args, Demo, Words, all, find};

/// A demo's twin, or that of one of the demo's variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twin {
    /// The demo's id.
    id: &'static str,
    /// The variant's id; `None` for a demo without variants.
    variant: Option<&'static str>,
}

impl Twin {
    /// Returns every twin, in the order of the catalogue.
    pub fn all() -> impl Iterator<Item = Twin> {
        all().flat_map(Twin::of)
    }

    /// Returns the twin of a name; for a demo's id the demo's first.
    pub fn named(name: &str) -> Option<Twin> {
        let (id, variant) = name.split_once('.').map_or((name, None), |(id, variant)| (id, Some(variant)));
        let twins = Twin::of(find(id)?);
        let found = twins.iter().find(|twin| variant.is_none() || twin.variant == variant);
        found.copied()
    }

    /// Returns the twins of a demo, in the order in which the demo offers its variants.
    pub fn of(demo: &Demo) -> Vec<Twin> {
        let variants = demo.variants.iter().map(|variant| Some(variant.id));
        let alone = demo.variants.is_empty().then_some(None);
        let twins = variants.chain(alone).map(|variant| Twin { id: demo.id, variant });
        twins.filter(|twin| demo.without_twin(twin.variant).is_none()).collect()
    }

    /// Returns the twin of a demo with these parameters; of a variant that has none, the demo's first.
    pub fn near(demo: &Demo, args: &Args) -> Option<Twin> {
        let variant = demo.variants.get(args.variant()).map(|variant| variant.id);
        let twins = Twin::of(demo);
        twins.iter().find(|twin| twin.variant == variant).or(twins.first()).copied()
    }

    /// Returns the name in addresses and records: the demo's id, behind which a variant's may stand.
    pub fn name(self) -> String {
        self.variant.map_or_else(|| self.id.into(), |variant| format!("{}.{variant}", self.id))
    }

    /// Returns the demo.
    pub fn demo(self) -> Option<&'static Demo> {
        find(self.id)
    }

    /// Returns the demo if it is in Python: then this is no twin, but the demo's program.
    pub fn lesson(self) -> Option<&'static Demo> {
        self.demo().filter(|demo| demo.in_python().is_some())
    }

    /// Returns the demo's title.
    pub fn title(self) -> Words {
        self.demo().map_or(Words { en: self.id, ru: self.id }, |demo| demo.title)
    }

    /// Returns the variant's title, for the twin of one.
    pub fn variant_title(self) -> Option<Words> {
        let id = self.variant?;
        self.demo()?.variants.iter().find(|variant| variant.id == id).map(|variant| variant.title)
    }

    /// Returns the path of the program's text, relative to the page.
    pub fn path(self) -> String {
        let stem = self.demo().map_or(self.id, Demo::stem);
        self.variant.map_or_else(|| format!("{stem}.py"), |variant| format!("{stem}.{variant}.py"))
    }

    /// Returns the path of the text of the hosts and visits that stand beside the program, if it has any.
    pub fn hosts_path(self) -> Option<String> {
        let demo = self.lesson()?;
        demo.in_python()?.hosts.map(|_| format!("{}.loopline.json", demo.stem()))
    }

    /// Returns the demo's id.
    pub fn id(self) -> &'static str {
        self.id
    }

    /// Returns the variant's id.
    pub fn variant(self) -> Option<&'static str> {
        self.variant
    }

    /// Returns what the program does differently from the demo in Rust.
    pub fn differences(self) -> Vec<Words> {
        let shows = |variants: &[&str]| variants.is_empty() || self.variant.is_some_and(|own| variants.contains(&own));
        let differences = self.demo().map_or(&[][..], |demo| demo.differences).iter();
        differences.filter(|difference| shows(difference.variants)).map(|difference| difference.words).collect()
    }

    /// Returns the address of the demo in Rust, with the same variant.
    pub fn demo_href(self) -> String {
        let first = self.demo().and_then(|demo| demo.variants.first()).map(|variant| variant.id);
        match self.variant {
            Some(variant) if Some(variant) != first => format!("#/demo/{}?variant={variant}", self.id),
            Some(_) | None => format!("#/demo/{}", self.id),
        }
    }
}
