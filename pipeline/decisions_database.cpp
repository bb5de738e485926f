#include "pipeline/decisions_database.hpp"

#include <sqlite3.h>
#include <sys/stat.h>

#include "pipeline/error.hpp"

namespace bearout::pipeline {

namespace {

constexpr int kPatience = 5'000;  // milliseconds

/// 0: there is no such file.
std::uint64_t inode_of(const std::filesystem::path& file) {
  struct stat found {};
  return ::stat(file.c_str(), &found) == 0 ? std::uint64_t{found.st_ino} : 0;
}

constexpr const char* kStartAnew =
    "; move it away, with the files whose names begin with its own, and start again: what decisions.jsonl "
    "beside it holds is taken over; undo, and what was decided after that was written, is lost";

/// What helps against an error of SQLite; empty: its own words must do.
std::string_view remedy_for(int code) {
  switch (code) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return kStartAnew;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "; another program holds it: end that one, or try again later";
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_PROTOCOL:  // often a network folder
    case SQLITE_NOLFS:
      return "; make room on the disk, or copy the results folder to a local one";
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return "; make it and its folder writable, or copy the results folder";
    default:
      return {};
  }
}

}  // namespace

void DecisionsDatabase::Close::operator()(sqlite3* connection) const {
  sqlite3_close(connection);
}

void DecisionsDatabase::Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

DecisionsDatabase::DecisionsDatabase(std::filesystem::path file) : file_(std::move(file)) {
  sqlite3* connection = nullptr;
  const int opened =
      sqlite3_open_v2(file_.c_str(), &connection,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, nullptr);
  connection_.reset(connection);
  if (opened != SQLITE_OK) fail("can't be opened");
  inode_ = inode_of(file_);
  // Until it is known to be sound, nothing is written into it, not even what a killed review left in its log.
  sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_busy_timeout(connection, kPatience);
  check_pages();
  sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
  execute("PRAGMA journal_mode = WAL");
  execute("PRAGMA synchronous = FULL");
  execute("PRAGMA foreign_keys = ON");
}

void DecisionsDatabase::check_pages() const {
  auto check = prepare("PRAGMA quick_check(1)");
  if (!check.step()) fail("can't be checked");
  const std::string found = check.text(0);  // a heading, and what is wrong
  if (found != "ok")
    throw Error(file_.string() + ": is damaged: " + found.substr(found.find('\n') + 1) + kStartAnew);
}

void DecisionsDatabase::fail(std::string_view doing) const {
  const char* why = connection_ ? sqlite3_errmsg(connection_.get()) : "out of memory";
  const int code = connection_ ? sqlite3_errcode(connection_.get()) : SQLITE_NOMEM;
  throw Error(file_.string() + ": " + std::string(doing) + ": " + why + std::string(remedy_for(code)));
}

void DecisionsDatabase::check_place() const {
  if (inode_of(file_) == inode_) return;
  throw Error(file_.string() +
              ": was removed or replaced while it was open, so nothing more can be kept; put the folder "
              "back and start again");
}

void DecisionsDatabase::execute(const std::string& sql) {
  if (sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    fail("can't be written");
  }
}

std::int64_t DecisionsDatabase::last_row() const {
  return sqlite3_last_insert_rowid(connection_.get());
}

DecisionsDatabase::Statement::Statement(const DecisionsDatabase& database, std::string_view sql)
    : database_(&database) {
  sqlite3_stmt* statement = nullptr;
  const int prepared = sqlite3_prepare_v2(database.connection_.get(), sql.data(),
                                          static_cast<int>(sql.size()), &statement, nullptr);
  statement_.reset(statement);
  if (prepared != SQLITE_OK) database.fail("can't be read");
}

DecisionsDatabase::Statement& DecisionsDatabase::Statement::bind(int parameter, std::string_view text) {
  if (sqlite3_bind_text(statement_.get(), parameter, text.data(), static_cast<int>(text.size()),
                        SQLITE_TRANSIENT) != SQLITE_OK) {
    database_->fail("can't be written");
  }
  return *this;
}

DecisionsDatabase::Statement& DecisionsDatabase::Statement::bind(int parameter, std::int64_t number) {
  if (sqlite3_bind_int64(statement_.get(), parameter, number) != SQLITE_OK) {
    database_->fail("can't be written");
  }
  return *this;
}

bool DecisionsDatabase::Statement::step() {
  const int stepped = sqlite3_step(statement_.get());
  if (stepped == SQLITE_ROW) return true;
  if (stepped == SQLITE_DONE) return false;
  database_->fail("can't be read or written");
}

void DecisionsDatabase::Statement::run() {
  while (step()) {
  }
  reset();
}

void DecisionsDatabase::Statement::reset() {
  sqlite3_reset(statement_.get());
}

std::string DecisionsDatabase::Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::int64_t DecisionsDatabase::Statement::number(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

DecisionsDatabase::Transaction::Transaction(DecisionsDatabase& database) : database_(&database) {
  database.check_place();
  database.execute("BEGIN IMMEDIATE");
}

DecisionsDatabase::Transaction::~Transaction() {
  // What could not be rolled back was not begun, or SQLite has done so itself.
  if (open_) sqlite3_exec(database_->connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void DecisionsDatabase::Transaction::commit() {
  database_->execute("COMMIT");
  open_ = false;
}

}  // namespace bearout::pipeline
