//! Accounts from the command line: how the first administrator comes to be.

use std::io::BufRead;

use anyhow::bail;
use app::{
    access::Role,
    accounts::operator::{self, Listed, NewAccount, Refused},
    i18n::Lang,
};
use clap::{Subcommand, builder::PossibleValuesParser};

use crate::config::Config;

const KINDS: [&str; 5] = ["city", "booking_body", "host", "support", "other"];

#[derive(Subcommand)]
pub(super) enum Command {
    /// Add a user with a right from tonight on
    Add {
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// The organisation's name
        #[arg(long)]
        organisation: String,
        /// Create the organisation too, of this kind
        #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(KINDS))]
        new_organisation: Option<String>,
        #[arg(long, value_parser = roles())]
        role: String,
        /// The mandate a social worker follows households under, by its label
        #[arg(long)]
        mandate: Option<String>,
        /// Read the password from standard input instead of the terminal
        #[arg(long)]
        password_stdin: bool,
    },
    /// Close an account and end its sessions
    Disable {
        #[arg(long)]
        email: String,
    },
    /// Reopen an account
    Enable {
        #[arg(long)]
        email: String,
    },
    /// Give a new password, made up and printed once, and end the sessions
    Reset {
        #[arg(long)]
        email: String,
        /// Read the password from standard input instead of making one up
        #[arg(long)]
        password_stdin: bool,
    },
    /// Show every account
    List,
}

fn roles() -> PossibleValuesParser {
    PossibleValuesParser::new(Role::ALL.iter().map(|role| role.code()))
}

pub(super) async fn user(config: &Config, command: Command) -> anyhow::Result<()> {
    let app = super::open_app(config).await?;
    let done = match command {
        Command::Add {
            email,
            name,
            organisation,
            new_organisation,
            role,
            mandate,
            password_stdin,
        } => {
            let password = if password_stdin { from_stdin()? } else { asked()? };
            let Some(role) = Role::parse(&role) else {
                bail!("there is no role {role}");
            };
            let new = NewAccount {
                email: &email,
                name: &name,
                organisation: &organisation,
                organisation_kind: new_organisation.as_deref(),
                role,
                mandate: mandate.as_deref(),
                password,
            };
            let added = operator::add(&app, new).await;
            added.map(|_| println!("{email} can sign in"))
        }
        Command::Disable { email } => operator::disable(&app, &email)
            .await
            .map(|()| println!("{email} can no longer sign in, and is signed out everywhere")),
        Command::Enable { email } => {
            operator::enable(&app, &email).await.map(|()| println!("{email} can sign in again"))
        }
        Command::Reset { email, password_stdin } => {
            let (password, made_up) = if password_stdin {
                (from_stdin()?, false)
            } else {
                (operator::passphrase(), true)
            };
            let reset = operator::reset(&app, &email, password.clone()).await;
            reset.map(|()| {
                println!("{email} is signed out everywhere");
                if made_up {
                    println!("new password, shown this once: {password}");
                }
            })
        }
        Command::List => operator::list(&app).await.map(|users| print_list(&users)),
    };
    app.db.close().await;
    match done {
        Err(Refused::Password(message)) => {
            bail!("the password is refused: {}", Lang::En.say(&message))
        }
        Err(error) => Err(error.into()),
        Ok(()) => Ok(()),
    }
}

fn print_list(users: &[Listed]) {
    for user in users {
        let roles: Vec<_> = user.roles.iter().map(|role| role.code()).collect();
        let state = if user.disabled { "disabled" } else { "open" };
        println!(
            "{}\t{}\t{}\t{}\t{state}",
            user.email,
            user.name,
            user.organisation,
            roles.join(",")
        );
    }
}

fn from_stdin() -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

fn asked() -> anyhow::Result<String> {
    let password = rpassword::prompt_password("Password: ")?;
    if rpassword::prompt_password("The same again: ")? != password {
        bail!("the two passwords are not the same");
    }
    Ok(password)
}
