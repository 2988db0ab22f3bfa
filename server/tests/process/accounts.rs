//! Accounts from the command line.

use crate::support::Home;

const GOOD: &str = "corbeau lanterne 47 quai";

const ANA: [&str; 12] = [
    "user",
    "add",
    "--email",
    "Ana@ville.example",
    "--name",
    "Ana",
    "--organisation",
    "Ville",
    "--role",
    "administrator",
    "--password-stdin",
    "--new-organisation=city",
];

#[test]
fn the_first_administrator_comes_from_the_command_line() {
    let home = Home::new();
    home.done(&["migrate"]);
    let added = home.told(GOOD, &ANA);
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let listed = home.done(&["user", "list"]);
    assert_eq!(listed, "ana@ville.example\tAna\tVille\tadministrator\topen\n");
    let serving = home.serve(&[]);
    let cookie = serving.sign_in("ana@ville.example", GOOD).unwrap();
    assert!(serving.is_signed_in(&cookie));
}

#[test]
fn a_user_that_cannot_be_is_refused_with_the_reason() {
    let home = Home::new();
    home.done(&["migrate"]);
    assert!(home.told(GOOD, &ANA).status.success());
    let changed = |place: usize, word: &'static str| {
        let mut words: Vec<&str> = ANA[..11].to_vec();
        words[3] = "ben@ville.example";
        words[place] = word;
        words
    };
    for (password, words, reason) in [
        (GOOD, changed(3, "ana@ville.example"), "somebody has the e-mail"),
        (GOOD, changed(3, "ben"), "no e-mail address"),
        (GOOD, changed(7, "Vile"), "there is no organisation \"Vile\"; there are: Ville"),
        (GOOD, changed(9, "social_worker"), "name one"),
        ("password1234", changed(5, "Ben"), "the password is refused: "),
        (
            GOOD,
            [changed(5, "Ben"), vec!["--new-organisation=city"]].concat(),
            "there is an organisation",
        ),
    ] {
        let refused = home.told(password, &words);
        let complaint = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(1), "{complaint}");
        assert!(complaint.contains(reason), "{complaint}");
    }
    let complaint = home.refused(1, &["user", "disable", "--email", "cy@ville.example"]);
    assert!(complaint.contains("nobody has the e-mail cy@ville.example"), "{complaint}");
    assert_eq!(home.done(&["user", "list"]).lines().count(), 1);
}

#[test]
fn a_closed_account_is_signed_out_while_the_server_runs() {
    let home = Home::with_demo();
    let serving = home.serve(&[]);
    let email = "dpo@demo.escale.example";
    let before = serving.sign_in(email, "demonstration-escale").unwrap();
    home.done(&["user", "disable", "--email", email]);
    assert!(!serving.is_signed_in(&before));
    assert!(serving.sign_in(email, "demonstration-escale").is_none());
    home.done(&["user", "enable", "--email", email]);
    let after = serving.sign_in(email, "demonstration-escale").unwrap();
    assert!(serving.is_signed_in(&after) && !serving.is_signed_in(&before));
}

#[test]
fn a_reset_prints_a_password_that_signs_in_and_the_old_one_no_longer_does() {
    let home = Home::with_demo();
    let serving = home.serve(&[]);
    let email = "admin@demo.escale.example";
    let before = serving.sign_in(email, "demonstration-escale").unwrap();
    let printed = home.done(&["user", "reset", "--email", email]);
    let password = printed.trim().rsplit(' ').next().unwrap();
    assert!(!serving.is_signed_in(&before));
    assert!(serving.sign_in(email, "demonstration-escale").is_none());
    assert!(serving.sign_in(email, password).is_some());
}
