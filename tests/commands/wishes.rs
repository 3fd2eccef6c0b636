//! A wish to be withheld: signed beside an answer, handed over privately, and borne by the withholding as a hash alone.

use countersign_core::record::wish::SignedWish;
use testkit::desk::Desk;

#[test]
fn a_withholding_bears_the_hash_of_a_wish_that_the_organisation_signed() {
    let desk = Desk::new();
    desk.done("propose 2024/b --title B --text en=../one.txt");
    desk.done("request 2024/b@1 --org uno.example --org foro.example -o ../out");
    for name in ["uno", "foro"] {
        let request = format!("../out/{name}.example/request.countersign");
        desk.done(&format!(
            "sign {request} --key ../{name} --confirm {name}.example -o ../{name}.reply --wish ../{name}.wish"
        ));
    }
    desk.refused(
        "sign ../out/uno.example/request.countersign --key ../uno --confirm uno.example -o ../x --wish ../uno.wish",
        "uno.wish",
    );
    assert_eq!(desk.run("sign 2024/b@1 --as uno.example --key ../uno --wish ../y").code, 2);
    desk.done("import ../uno.reply ../foro.reply");
    desk.done("publish 2024/b@1 --confirm 2024/b@1");
    let withhold = "withhold 2024/b@1 --org uno.example --confirm uno.example --wish";
    // Another organisation's wish, and no wish at all.
    desk.refused(&format!("{withhold} ../foro.wish"), "not signed as uno.example signs");
    desk.refused(&format!("{withhold} ../uno.reply"), "no whole wish");
    desk.done(&format!("{withhold} ../uno.wish"));
    let text = desk.read("uno.wish");
    let hash = SignedWish::from_text(text.as_bytes()).unwrap().hash().unwrap().to_string();
    let record = desk.read("registry/registry/2024/b/v1/withholdings/1.json");
    assert!(record.contains(&format!("\"wish\":\"{hash}\"")), "{record}");
    assert!(record.contains("\"asked\":true") && !record.contains("uno.example"), "{record}");
}
