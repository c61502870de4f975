"""The SQL that a superuser runs once: roles, database, extensions, and what the row policies need from the server.

The embedded server runs it at each start; `vongtay db prepare` prints it for an agency's own server. Every statement
may run again.
"""

import textwrap

DATABASE = "vongtay"
OWNER = "vongtay_owner"
WEB = "vongtay_web"
APP = "vongtay_app"
EXTENSIONS = ("btree_gist", "unaccent", "pg_stat_statements")
# Row policies compare arrays of grants. PostgreSQL uses an index before the policy only when the operator is declared
# to leak nothing; these two raise no error that would show a value.
LEAKPROOF = ("arraycontains(anyarray,anyarray)", "arrayoverlap(anyarray,anyarray)")
# What a failed statement would write into the server's log: its text, its parameters, the row that failed.
QUIET = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_lock_waits": "off",
    "log_temp_files": "-1",
}
PLAIN = "nosuperuser nobypassrls nocreatedb nocreaterole noreplication"


def cluster_sql() -> list[str]:
    """List the statements about the roles, in order; run them in any database of the server."""
    make = [
        f"do $$ begin if not exists (select from pg_roles where rolname = '{role}') "
        f"then create role {role} nologin; end if; end $$"
        for role in (OWNER, WEB, APP)
    ]
    return [
        *make,
        f"alter role {OWNER} login {PLAIN}",
        f"alter role {WEB} nologin {PLAIN}",
        f"alter role {APP} login inherit {PLAIN}",
        f"grant {WEB} to {APP}",
    ]


def create_database_sql() -> str:
    """Give the statement that makes the database; it fails when there is one, so ask first."""
    locale = "encoding 'UTF8' locale_provider libc locale 'C.UTF-8'"
    return f"create database {DATABASE} owner {OWNER} template template0 {locale}"


def database_sql(database: str) -> list[str]:
    """List the statements that a superuser runs inside one database, in order."""
    return [
        *[f"create extension if not exists {name}" for name in EXTENSIONS],
        *[f"alter function pg_catalog.{name} leakproof" for name in LEAKPROOF],
        *[f"alter database {database} set {name} = '{value}'" for name, value in QUIET.items()],
        f"revoke all on database {database} from public",
        f"grant connect, temporary on database {database} to {OWNER}",
        f"grant connect on database {database} to {WEB}",
        "revoke create on schema public from public",
        f"grant usage on schema public to {WEB}",
    ]


def prepare_script() -> str:
    """Give the whole as a script for psql, with comments and with places for the two passwords."""
    head = """\
    -- Chuẩn bị máy chủ PostgreSQL 15 trở lên cho Vòng Tay: chạy bằng psql với quyền superuser; chạy lại không hại gì.
    -- Thay hai chỗ <MẬT KHẨU ...> bằng mật khẩu riêng, rồi đặt cho Vòng Tay:
    --   DATABASE_URL=postgresql://vongtay_app:<MẬT KHẨU ỨNG DỤNG>@máy-chủ:5432/vongtay
    --   DATABASE_OWNER_URL=postgresql://vongtay_owner:<MẬT KHẨU CHỦ SỞ HỮU>@máy-chủ:5432/vongtay
    -- Kiểm tra sau khi chạy: vongtay db prepare --check
    """
    lines = [
        textwrap.dedent(head),
        "-- 1. Ba vai: chủ sở hữu (tạo bảng), nhóm web (chịu mọi chính sách hàng), ứng dụng (thuộc nhóm web).",
        *[f"{statement};" for statement in cluster_sql()],
        f"alter role {OWNER} password '<MẬT KHẨU CHỦ SỞ HỮU>';",
        f"alter role {APP} password '<MẬT KHẨU ỨNG DỤNG>';",
        "\n-- 2. Cơ sở dữ liệu, nếu chưa có (C.UTF-8 để chữ Việt được so sánh đúng).",
        f"select $sql${create_database_sql()}$sql$",
        f"  where not exists (select from pg_database where datname = '{DATABASE}') \\gexec",
        f"\\connect {DATABASE}",
        "\n-- 3. Phần mở rộng, toán tử mà chính sách hàng cần, quyền, và nhật ký không ghi dữ liệu của người dân.",
        *[f"{statement};" for statement in database_sql(DATABASE)],
    ]
    return "\n".join(lines) + "\n"
