"""What a PostgreSQL server that isn't ours must offer before we work on it; each lack is one sentence."""

import psycopg

from vongtay.config import roles

Row = tuple[object, ...]
LOWEST = 150000


def missing_on(app_url: str, owner_url: str) -> list[str]:
    """List what the server lacks, as Vietnamese sentences; nothing means that it may be used.

    Errors: psycopg.OperationalError when one of the two addresses can't be reached.
    """
    with psycopg.connect(app_url, connect_timeout=10) as app, psycopg.connect(owner_url, connect_timeout=10) as owner:
        if app.info.server_version < LOWEST:
            return [f"Máy chủ là PostgreSQL {app.info.server_version // 10000}; cần bản 15 trở lên."]
        return [*_wrong_with_app(app), *_wrong_with_owner(app, owner), *_wrong_with_database(app)]


def _wrong_with_app(app: psycopg.Connection[Row]) -> list[str]:
    is_super, bypasses, owns, in_web = _one(
        app,
        """select r.rolsuper, r.rolbypassrls,
                  exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                          where c.relkind in ('r', 'p') and pg_has_role(r.oid, c.relowner, 'usage')
                            and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')),
                  exists (select from pg_roles w where w.rolname = %s and pg_has_role(r.oid, w.oid, 'usage'))
           from pg_roles r where r.rolname = current_user""",
        roles.WEB,
    )
    name = app.info.user
    wrong = {
        f"Vai {name} trong DATABASE_URL là superuser: chính sách hàng sẽ không có tác dụng.": is_super,
        f"Vai {name} trong DATABASE_URL có quyền bypassrls: chính sách hàng sẽ không có tác dụng.": bypasses,
        f"Vai {name} trong DATABASE_URL sở hữu bảng: hãy dùng một vai riêng, không phải chủ sở hữu.": owns,
        f"Vai {name} trong DATABASE_URL chưa thuộc nhóm {roles.WEB}.": not in_web,
    }
    return [sentence for sentence, holds in wrong.items() if holds]


def _wrong_with_owner(app: psycopg.Connection[Row], owner: psycopg.Connection[Row]) -> list[str]:
    (may_create, is_super) = _one(
        owner,
        "select has_schema_privilege('public', 'create'), rolsuper from pg_roles where rolname = current_user",
    )
    name = owner.info.user
    wrong = {
        "DATABASE_URL và DATABASE_OWNER_URL phải trỏ tới cùng một cơ sở dữ liệu.": (app.info.dbname, app.info.port)
        != (owner.info.dbname, owner.info.port),
        f"Vai {name} trong DATABASE_OWNER_URL không được tạo bảng trong lược đồ public.": not may_create,
        f"Vai {name} trong DATABASE_OWNER_URL là superuser: hãy dùng một vai thường làm chủ sở hữu.": is_super,
    }
    return [sentence for sentence, holds in wrong.items() if holds]


def _wrong_with_database(app: psycopg.Connection[Row]) -> list[str]:
    (encoding,) = _one(app, "select current_setting('server_encoding')")
    wrong = [f"Cơ sở dữ liệu dùng mã {encoding}; cần UTF8."] if encoding != "UTF8" else []
    (lowered,) = _one(app, "select lower('ĐỨC')")
    if lowered != "đức":
        wrong.append("Cơ sở dữ liệu không đổi được chữ hoa tiếng Việt (LC_CTYPE là C): hãy tạo lại với C.UTF-8.")
    known = "select exists (select from pg_extension where extname = %s)"
    wrong += [f"Thiếu phần mở rộng {name}." for name in roles.EXTENSIONS if not _one(app, known, name)[0]]
    safe = "select proleakproof from pg_proc where oid = ('pg_catalog.' || %s)::regprocedure"
    wrong += [
        f"Hàm {function} chưa được đánh dấu leakproof: trang tìm kiếm sẽ chậm dưới chính sách hàng."
        for function in roles.LEAKPROOF
        if not _one(app, safe, function)[0]
    ]
    (logged,) = _one(app, "select current_setting('log_min_error_statement')")
    if logged != roles.QUIET["log_min_error_statement"]:
        wrong.append("Nhật ký máy chủ còn ghi nội dung câu lệnh lỗi (có thể chứa tên người).")
    return wrong


def _one(connection: psycopg.Connection[Row], query: str, *values: str) -> Row:
    row = connection.execute(query.encode(), values).fetchone()
    if row is None:
        raise LookupError(query)
    return row
