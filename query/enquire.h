// The same plan run by Xapian's own matcher: the rival of the scoring loop in tests and
// benchmarks, and the way for databases on other machines.
#pragma once

#include <functional>
#include <span>
#include <stdexcept>

#include "query/loop.h"
#include "query/plan.h"

namespace pramen::query {

// What Xapian's matcher cannot answer and the loop can.
class EnquireError : public std::runtime_error {
 public:
  using runtime_error::runtime_error;
};

// As Loop::run, but with all matches in one window. Phrases and NEAR are found as
// all of their words and then looked at in the token column. Throws EnquireError where
// they stand under `any` or `except` beside other words, and for a generation that was
// made out of the one before it: the matcher reads one file, and counts every document
// in it.
void run_enquire(const Postings& postings, const Node& plan, const std::function<bool(const Loop::Matches&)>& window);

}  // namespace pramen::query
