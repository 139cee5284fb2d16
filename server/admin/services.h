// What the handlers of the admin API share. One per server; all parts may be used by any thread.
#pragma once

#include "server/admin/audit.h"
#include "server/admin/best_bets.h"
#include "server/admin/corpus_mutex.h"
#include "server/admin/idempotency.h"
#include "server/admin/jobs.h"
#include "server/admin/keys.h"
#include "server/admin/records.h"
#include "server/admin/sqlite.h"
#include "server/admin/synonyms.h"
#include "server/server.h"

namespace pramen::server::admin {

struct Services {
  explicit Services(const Settings& asked, Sqlite& shared_store)
      : settings(asked),
        store(shared_store),
        keys(store),
        audit(store),
        idempotency(store),
        records(asked.corpus, corpus_mutex),
        best_bets(asked.corpus, records, corpus_mutex),
        synonyms(asked.corpus, records, corpus_mutex),
        jobs(store, asked) {}

  const Settings settings;
  Sqlite& store;
  Keys keys;
  Audit audit;
  Idempotency idempotency;
  CorpusMutex corpus_mutex;
  Records records;
  BestBets best_bets;
  Synonyms synonyms;
  Jobs jobs;  // last: its threads end first
};

}  // namespace pramen::server::admin
