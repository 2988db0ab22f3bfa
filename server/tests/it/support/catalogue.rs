//! The sentences of `app/locales`: their keys and what they are to be given.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

use super::source::files;

/// The variables of each key.
pub(crate) struct Catalogue {
    pub(crate) keys: BTreeMap<String, BTreeSet<String>>,
    /// Keys said by other sentences.
    pub(crate) quoted: BTreeSet<String>,
    /// What is wrong with the files themselves.
    pub(crate) faults: Vec<String>,
}

impl Catalogue {
    pub(crate) fn read(language: &str) -> Self {
        let mut catalogue =
            Self { keys: BTreeMap::new(), quoted: BTreeSet::new(), faults: Vec::new() };
        for (path, text) in files(&format!("app/locales/{language}"), ".ftl") {
            let resource = match parser::parse(text.as_str()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    catalogue.faults.push(format!("{path}: {errors:?}"));
                    resource
                }
            };
            for entry in resource.body {
                let Entry::Message(message) = entry else {
                    continue;
                };
                let mut found = Found::default();
                match &message.value {
                    Some(pattern) => found.pattern(pattern),
                    None => catalogue.faults.push(format!("{path}: {} is empty", message.id.name)),
                }
                catalogue.quoted.extend(found.quoted);
                let key = message.id.name.to_owned();
                if catalogue.keys.insert(key, found.variables).is_some() {
                    catalogue.faults.push(format!("{path}: {} comes twice", message.id.name));
                }
            }
        }
        catalogue
    }
}

#[derive(Default)]
struct Found {
    variables: BTreeSet<String>,
    quoted: BTreeSet<String>,
}

impl Found {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, .. } => {
                self.quoted.insert(id.name.to_owned());
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::FunctionReference { arguments, .. } => self.arguments(arguments),
            InlineExpression::TermReference { arguments, .. } => {
                if let Some(arguments) = arguments {
                    self.arguments(arguments);
                }
            }
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn arguments(&mut self, arguments: &CallArguments<&str>) {
        for argument in &arguments.positional {
            self.inline(argument);
        }
    }
}
