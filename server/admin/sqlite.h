// SQLite as values: statements in, rows out. What fails throws std::runtime_error
// with the file and SQLite's reason.
//
// One connection, to be shared by all threads; each call holds it while it lasts,
// a Transaction as long as it lives. Every commit is on disk when the call returns
// (write-ahead log, synchronous=FULL). Several processes may use one file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace pramen::server::admin {

class Sqlite {
 public:
  using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;

  class Row {
   public:
    explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
    std::int64_t integer(int column) const;  // 0 for NULL
    std::string text(int column) const;      // bytes as they are; empty for NULL

   private:
    sqlite3_stmt* statement_;
  };

  // Creates the file if it is missing, for its owner alone.
  explicit Sqlite(const std::filesystem::path& file);

  // One statement; gives how many rows it changed.
  std::int64_t run(std::string_view sql, const std::vector<Value>& values = {});
  void each(std::string_view sql, const std::vector<Value>& values, const std::function<void(const Row&)>& row);

  // What is done while it lives is done as a whole, or not at all if commit() is not reached.
  class Transaction {
   public:
    explicit Transaction(Sqlite& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

   private:
    Sqlite& database_;
    std::unique_lock<std::recursive_mutex> lock_;
    bool open_ = true;
  };

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  std::unique_ptr<sqlite3, Close> connection_;
  std::recursive_mutex mutex_;
};

}  // namespace pramen::server::admin
