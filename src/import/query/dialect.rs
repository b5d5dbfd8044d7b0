//! How databases differ in what a query says.

use super::super::target::Limit;
use crate::quantity::Date;

/// A database that a query can be written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SqlDialect {
    Postgres,
    /// Microsoft SQL Server.
    Mssql,
    Duckdb,
}

impl SqlDialect {
    /// A name of a column or a table, whatever is in it; a table may stand in a schema: `esdh.sager`.
    pub(super) fn name(self, name: &str) -> String {
        match self {
            Self::Postgres | Self::Duckdb => format!("\"{}\"", name.replace('"', "\"\"")),
            Self::Mssql => format!("[{}]", name.replace(']', "]]")),
        }
    }

    /// A text.
    pub(super) fn text(self, text: &str) -> String {
        let quoted = format!("'{}'", text.replace('\'', "''"));
        match self {
            Self::Postgres | Self::Duckdb => quoted,
            Self::Mssql => format!("N{quoted}"),
        }
    }

    pub(super) fn day(day: Date) -> String {
        format!("CAST('{}' AS date)", day.0)
    }

    /// A column as a text, as two spellings of it are compared.
    pub(super) fn folded(self, column: &str) -> String {
        let kind = match self {
            Self::Postgres | Self::Duckdb => "varchar",
            Self::Mssql => "nvarchar(4000)",
        };
        format!("LOWER(TRIM(CAST({column} AS {kind})))")
    }

    /// Whether a limit is kept from a day to another; the limit's own day is within it.
    pub(super) fn is_kept(self, limit: Limit, from: &str, to: &str) -> String {
        match (self, limit) {
            (Self::Postgres | Self::Duckdb, Limit::Days(days)) => format!("{to} - {from} <= {days}"),
            (Self::Mssql, Limit::Days(days)) => format!("DATEDIFF(day, {from}, {to}) <= {days}"),
            (Self::Postgres | Self::Duckdb, Limit::Months(months)) => {
                format!("{to} <= CAST({from} + INTERVAL '{months} months' AS date)")
            }
            (Self::Mssql, Limit::Months(months)) => format!("{to} <= DATEADD(month, {months}, {from})"),
        }
    }
}
