#include "server/admin/sqlite.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <stdexcept>

namespace pramen::server::admin {
namespace {

constexpr int busy_ms = 10'000;

[[noreturn]] void fail(sqlite3* connection) {
  const char* file = sqlite3_db_filename(connection, "main");
  throw std::runtime_error(fmt::format("{}: {}", file == nullptr ? "SQLite" : file, sqlite3_errmsg(connection)));
}

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

int bind(sqlite3_stmt* statement, int at, const Sqlite::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(statement, at, *number);
  if (const auto* text = std::get_if<std::string>(&value))
    return sqlite3_bind_text64(statement, at, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return sqlite3_bind_null(statement, at);
}

Statement prepared(sqlite3* connection, std::string_view sql, const std::vector<Sqlite::Value>& values) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &raw, nullptr) != SQLITE_OK)
    fail(connection);
  Statement statement(raw);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (bind(raw, static_cast<int>(i + 1), values[i]) != SQLITE_OK) fail(connection);
  }
  return statement;
}

}  // namespace

std::int64_t Sqlite::Row::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Sqlite::Row::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return bytes == nullptr ? std::string() : std::string(bytes, size);
}

void Sqlite::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

Sqlite::Sqlite(const std::filesystem::path& file) {
  // Made here, because SQLite would let the group and others read it. Its side files take the same mode. One that is
  // there is left alone: closing it would end the locks that another connection of this process holds (POSIX).
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor >= 0) ::close(descriptor);
  sqlite3* raw = nullptr;
  const int opened =
      sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, nullptr);
  connection_.reset(raw);
  if (opened != SQLITE_OK)
    throw std::runtime_error(fmt::format("cannot open {}: {}", file.string(), sqlite3_errmsg(raw)));
  sqlite3_busy_timeout(raw, busy_ms);
  each("PRAGMA journal_mode=WAL", {}, [](const Row&) {});
  run("PRAGMA synchronous=FULL");
  run("PRAGMA foreign_keys=ON");
}

std::int64_t Sqlite::run(std::string_view sql, const std::vector<Value>& values) {
  const std::lock_guard lock(mutex_);
  const Statement statement = prepared(connection_.get(), sql, values);
  if (sqlite3_step(statement.get()) != SQLITE_DONE) fail(connection_.get());
  return sqlite3_changes64(connection_.get());
}

void Sqlite::each(std::string_view sql, const std::vector<Value>& values, const std::function<void(const Row&)>& row) {
  const std::lock_guard lock(mutex_);
  const Statement statement = prepared(connection_.get(), sql, values);
  int state = SQLITE_DONE;
  while ((state = sqlite3_step(statement.get())) == SQLITE_ROW) row(Row(statement.get()));
  if (state != SQLITE_DONE) fail(connection_.get());
}

Sqlite::Transaction::Transaction(Sqlite& database) : database_(database), lock_(database.mutex_) {
  database_.run("BEGIN IMMEDIATE");
}

Sqlite::Transaction::~Transaction() {
  if (!open_) return;
  sqlite3_exec(database_.connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Sqlite::Transaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

}  // namespace pramen::server::admin
