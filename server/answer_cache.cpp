#include "server/answer_cache.h"

#include <zlib.h>

#include <stdexcept>
#include <unordered_set>

#include "server/entity_tag.h"

namespace pramen::server {
namespace {

constexpr std::size_t worth_compressing = 1024;
// What a kept answer takes beside its body: key, headers, request.
constexpr std::size_t around_body = 2048;

// What an answer is made from, without what is somebody's own.
std::shared_ptr<const HttpRequest> impersonal(const HttpRequest& request) {
  auto made = std::make_shared<HttpRequest>(request);
  HttpRequest& asked = *made;
  asked.ahead = true;
  asked.head = false;
  for (std::string HttpRequest::*own :
       {&HttpRequest::id, &HttpRequest::page_origin, &HttpRequest::referer, &HttpRequest::if_none_match,
        &HttpRequest::authorization, &HttpRequest::cookie, &HttpRequest::body})
    (asked.*own).clear();
  return made;
}

std::string name_of(const HttpRequest& request) {
  std::string name = request.target;
  for (const std::string* part : {&request.host, &request.accept, &request.accept_language}) name += '\n' + *part;
  return name += request.gzip ? " gzip" : "";
}

std::string gzip(std::string_view text) {
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib cannot begin");
  std::string packed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib cannot compress");
  return packed;
}

}  // namespace

HttpResponse AnswerCache::answer(const HttpRequest& request, const std::string& tag, std::string_view vary,
                                 const std::function<HttpResponse()>& make) {
  const std::uint64_t asked = request.ahead ? 0 : 1;
  // A tag that the client got from us proves that there is such an answer; a "*"
  // proves nothing.
  const bool named = matches(request.if_none_match, tag);
  const bool any = request.if_none_match.starts_with('*');
  if (named && !any) {
    ++from_memory_;
    return not_modified(tag, vary);
  }
  const std::string plain_key = tag + " plain", gzip_key = tag + " gzip";
  if (const auto found = find(request, request.gzip ? gzip_key : plain_key)) {
    from_memory_ += asked;
    return any ? not_modified(tag, vary) : *found;
  }

  auto plain = find(request, plain_key);
  if (plain) {
    from_memory_ += asked;
  } else {
    made_ += asked;
    auto made = std::make_shared<HttpResponse>(make());
    if (made->status != 200 || !made->lasting) return *made;
    add_validators(*made, tag);
    plain = made;
    // Where compression is taken, the compressed form alone is kept.
    if (!request.gzip || made->body.size() < worth_compressing) keep(request, plain_key, plain);
  }
  if (any) return not_modified(tag, vary);
  if (!request.gzip || plain->body.size() < worth_compressing) return *plain;
  auto packed = std::make_shared<HttpResponse>(*plain);
  packed->body = gzip(plain->body);
  packed->set("Content-Encoding", "gzip");
  keep(request, gzip_key, packed);
  return *packed;
}

AnswerCache::Use AnswerCache::use() const {
  const std::lock_guard lock(mutex_);
  return {from_memory_, made_, bytes_};
}

std::vector<HttpRequest> AnswerCache::last_asked(std::size_t most) const {
  std::vector<std::shared_ptr<const HttpRequest>> asked;
  {
    // Whoever calls this may be of little importance, and those that answer wait for the lock.
    const std::lock_guard lock(mutex_);
    asked.reserve(index_.size());
    for (const Kept& kept : kept_) {
      if (kept.asked) asked.push_back(kept.request);
    }
  }
  std::vector<HttpRequest> requests;
  std::unordered_set<std::string> seen;
  for (const auto& request : asked) {
    if (requests.size() == most) break;
    if (seen.insert(name_of(*request)).second) requests.push_back(*request);
  }
  return requests;
}

std::shared_ptr<const HttpResponse> AnswerCache::find(const HttpRequest& request, const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = index_.find(key);
  if (found == index_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found->second);
  found->second->asked |= !request.ahead;
  return found->second->response;
}

void AnswerCache::keep(const HttpRequest& request, const std::string& key,
                       std::shared_ptr<const HttpResponse> response) {
  const std::size_t size = response->body.size() + around_body;
  if (size > most_bytes_ / 8) return;
  auto asked = impersonal(request);
  const std::lock_guard lock(mutex_);
  if (index_.contains(key)) return;  // made by two threads at once
  kept_.push_front({key, std::move(response), std::move(asked), !request.ahead});
  index_[key] = kept_.begin();
  bytes_ += size;
  while (bytes_ > most_bytes_) {
    bytes_ -= kept_.back().response->body.size() + around_body;
    index_.erase(kept_.back().key);
    kept_.pop_back();
  }
}

}  // namespace pramen::server
