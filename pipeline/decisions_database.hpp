#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace bearout::pipeline {

/// The little of SQLite that the store of decisions needs. Every function throws Error: file and what,
/// and the remedy if there is one.
/// Not thread-safe: whoever shares one holds a lock.
class DecisionsDatabase {
 public:
  /// Opens or creates the file: write-ahead log, every commit on the disk before it returns. Other programs
  /// may have it open; who wants to write waits for them for up to five seconds. A damaged file is refused.
  explicit DecisionsDatabase(std::filesystem::path file);

  /// A prepared statement. Parameters and columns count from 1 and 0, as in SQLite.
  class Statement {
   public:
    Statement& bind(int parameter, std::string_view text);
    Statement& bind(int parameter, std::int64_t number);
    /// True: there is a row to read; false: done.
    bool step();
    /// Runs it to the end, ready for the next time.
    void run();
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::int64_t number(int column) const;
    /// Ready for the next time.
    void reset();

   private:
    friend class DecisionsDatabase;
    Statement(const DecisionsDatabase& database, std::string_view sql);
    struct Finalize {
      void operator()(sqlite3_stmt* statement) const;
    };
    const DecisionsDatabase* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  };

  /// All that happens until commit() happens or none of it.
  class Transaction {
   public:
    explicit Transaction(DecisionsDatabase& database);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    void commit();

   private:
    DecisionsDatabase* database_;
    bool open_ = true;
  };

  void execute(const std::string& sql);
  [[nodiscard]] Statement prepare(std::string_view sql) const { return {*this, sql}; }
  [[nodiscard]] std::int64_t last_row() const;
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }
  /// Throws if the file was removed or replaced: SQLite would go on writing into what nobody can find again.
  void check_place() const;

 private:
  void check_pages() const;
  [[noreturn]] void fail(std::string_view doing) const;
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  std::filesystem::path file_;
  std::uint64_t inode_ = 0;
  std::unique_ptr<sqlite3, Close> connection_;
};

}  // namespace bearout::pipeline
