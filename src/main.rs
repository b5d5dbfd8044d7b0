fn main() {
    let assets = resultatplan::assets::Assets::built_in();
    for folder in std::env::args().skip(1) {
        let mut loaded = resultatplan::load::load(std::path::Path::new(&folder), &assets);
        loaded.report.sort(&loaded.sources);
        let looks = resultatplan::diagnostic::Looks { colour: false, width: 120 };
        print!("{}", resultatplan::diagnostic::to_text(&loaded.report, &loaded.sources, resultatplan::diagnostic::Level::Note, looks));
        println!("{folder}: {:?} {}", loaded.report.count(), loaded.plan.is_some());
    }
}
