// DB/admin.sqlite: keys, accounts and their sessions, the audit trail, jobs,
// answers kept for repeated requests, and what people search for. Made and brought up to date when it is opened; a
// later version of the program's file is refused.
//
// Times are seconds since 1970, UTC. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "server/admin/sqlite.h"

namespace pramen::server::admin {

// Throws std::runtime_error with the path.
std::unique_ptr<Sqlite> open_store(const std::filesystem::path& database);
// Whether it was made already.
bool has_store(const std::filesystem::path& database);

inline constexpr std::int64_t seconds_a_day = 24 * 60 * 60;
std::int64_t now_seconds();
// "2026-11-28T08:30:00Z"; empty for 0.
std::string iso_time(std::int64_t seconds);

// So many random characters of 0-9, A-Z, a-z (`small`: 0-9, a-z), each as likely as any other.
std::string random_text(std::size_t length, bool small);
// BLAKE2b, 32 bytes. `use` keeps hashes for different uses apart.
std::string secret_hash(std::string_view secret, std::string_view use);

// Bytes as hexadecimal digits.
std::string hex(std::string_view bytes);

}  // namespace pramen::server::admin
