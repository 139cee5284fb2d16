#include "server/admin/idempotency.h"

#include <sodium.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "server/admin/store.h"

namespace pramen::server::admin {
namespace {

constexpr std::int64_t kept_s = 24 * 60 * 60;

unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string sealed(const std::string& text, const std::string& key) {
  std::string nonce(crypto_secretbox_NONCEBYTES, '\0');
  randombytes_buf(nonce.data(), nonce.size());
  std::string box(text.size() + crypto_secretbox_MACBYTES, '\0');
  crypto_secretbox_easy(bytes(box), bytes(text), text.size(), bytes(nonce), bytes(key));
  return nonce + box;
}

std::optional<std::string> opened(const std::string& kept, const std::string& key) {
  if (kept.size() < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES) return std::nullopt;
  const std::string nonce = kept.substr(0, crypto_secretbox_NONCEBYTES), box = kept.substr(crypto_secretbox_NONCEBYTES);
  std::string text(box.size() - crypto_secretbox_MACBYTES, '\0');
  if (crypto_secretbox_open_easy(bytes(text), bytes(box), box.size(), bytes(nonce), bytes(key)) != 0)
    return std::nullopt;
  return text;
}

// Headers as JSON on the first line, then the body as it is.
std::string to_text(const HttpResponse& response) {
  const nlohmann::json head = {{"type", response.type}, {"headers", response.headers}};
  return head.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n" + response.body;
}

HttpResponse response_of(int status, const std::string& text) {
  const auto end = text.find('\n');
  const auto head = nlohmann::json::parse(text.substr(0, end));
  HttpResponse response;
  response.status = status;
  response.type = head.at("type");
  response.headers = head.at("headers").get<Fields>();
  response.body = text.substr(end + 1);
  response.set("Idempotency-Replayed", "true");
  return response;
}

}  // namespace

Idempotency::Idempotency(Sqlite& store) : store_(store), server_(random_text(12, true)) {
  store_.run("DELETE FROM idempotency WHERE status = 0 AND server <> ?", {server_});
}

std::variant<std::monostate, HttpResponse, Idempotency::Refusal> Idempotency::begin(const Asked& asked) {
  Sqlite::Transaction transaction(store_);
  store_.run("DELETE FROM idempotency WHERE time < ?", {now_seconds() - kept_s});
  std::variant<std::monostate, HttpResponse, Refusal> result;
  bool found = false;
  store_.each("SELECT request, status, answer FROM idempotency WHERE who = ? AND key = ?", {asked.who, asked.key},
              [&](const Sqlite::Row& row) {
                found = true;
                const auto status = static_cast<int>(row.integer(1));
                const auto answer = status == 0 ? std::nullopt : opened(row.text(2), asked.seal);
                if (row.text(0) != asked.request)
                  result = Refusal::other_request;
                else if (!answer)
                  result = Refusal::still_working;
                else
                  result = response_of(status, *answer);
              });
  if (!found)
    store_.run("INSERT INTO idempotency (who, key, request, time, server) VALUES (?, ?, ?, ?, ?)",
               {asked.who, asked.key, asked.request, now_seconds(), server_});
  transaction.commit();
  return result;
}

void Idempotency::keep(const Asked& asked, const HttpResponse& response) {
  store_.run("UPDATE idempotency SET status = ?, answer = ? WHERE who = ? AND key = ?",
             {std::int64_t{response.status}, sealed(to_text(response), asked.seal), asked.who, asked.key});
}

void Idempotency::forget(const Asked& asked) {
  store_.run("DELETE FROM idempotency WHERE who = ? AND key = ?", {asked.who, asked.key});
}

}  // namespace pramen::server::admin
