#include <gtest/gtest.h>

#include <cstdlib>

#include "server/server.h"
#include "tests/support/temporary_folder.h"

namespace pramen::server {
namespace {

std::string fault_of(const std::string& toml) {
  const tests::TemporaryFolder folder;
  try {
    load_settings(folder.write("pramen.toml", toml));
  } catch (const std::runtime_error& error) {
    const std::string what = error.what();
    return what.substr(what.find("pramen.toml"));
  }
  return "none";
}

TEST(Settings, ReadsAFileOverTheDefaults) {
  const tests::TemporaryFolder folder;
  const auto settings =
      load_settings(folder.write("a.toml", "listen = \"[::1]:9000\"\nthreads = 8\ndatabase = \"/srv/db\"\n"));
  EXPECT_EQ(settings.host, "::1");
  EXPECT_EQ(settings.port, 9000);
  EXPECT_EQ(settings.threads, 8U);
  EXPECT_EQ(settings.database, "/srv/db");
  EXPECT_EQ(settings.keep_alive_s, Settings{}.keep_alive_s);
}

TEST(Settings, NamesLineAndColumnOfAFault) {
  EXPECT_TRUE(fault_of("threads = 8\n  thread = 9\n").starts_with("pramen.toml:2:3: there is no setting thread"));
  EXPECT_TRUE(fault_of("threads = 0\n").starts_with("pramen.toml:1:1: threads takes a number from 1 to 1024"));
  EXPECT_TRUE(fault_of("threads = \"8\"\n").starts_with("pramen.toml:1:1: threads takes a whole number"));
  EXPECT_TRUE(fault_of("threads = 8.5\n").starts_with("pramen.toml:1:1:"));
  EXPECT_TRUE(fault_of("listen = 8080\n").starts_with("pramen.toml:1:1: listen takes a text"));
  EXPECT_TRUE(fault_of("listen = \"a:b\"\n").starts_with("pramen.toml:1:1:"));
  EXPECT_TRUE(fault_of("\nthreads = = 1\n").starts_with("pramen.toml:2:"));
  EXPECT_THROW(load_settings("/nowhere/pramen.toml"), std::runtime_error);
}

TEST(Settings, TheEnvironmentGoesOverTheFile) {
  const tests::TemporaryFolder folder;
  const auto file = folder.write("a.toml", "threads = 8\nlisten = \"1.2.3.4:1\"\n");
  ::setenv("PRAMEN_THREADS", "16", 1);
  ::setenv("PRAMEN_LISTEN", "9001", 1);
  const auto settings = load_settings(file);
  EXPECT_EQ(settings.threads, 16U);
  EXPECT_EQ(settings.host, "1.2.3.4");
  EXPECT_EQ(settings.port, 9001);
  ::setenv("PRAMEN_THREADS", "16x", 1);
  EXPECT_THROW(load_settings({}), std::runtime_error);
  ::unsetenv("PRAMEN_THREADS");
  ::unsetenv("PRAMEN_LISTEN");
}

TEST(Settings, TakesThePublicAddressAndAContact) {
  const tests::TemporaryFolder folder;
  const auto settings = load_settings(folder.write(
      "a.toml", "public_url = \"https://example.org/\"\nsecurity_contact = \"mailto:security@example.org\"\n"));
  EXPECT_EQ(settings.public_url, "https://example.org");
  EXPECT_EQ(settings.security_contact, "mailto:security@example.org");
  EXPECT_TRUE(fault_of("public_url = \"example.org\"\n").starts_with("pramen.toml:1:1: public_url takes an address"));
  EXPECT_TRUE(fault_of("public_url = 1\n").starts_with("pramen.toml:1:1: public_url takes a text"));
  for (const std::string wrong : {"me", "javascript:x", "mailto:a b", "http://example.org", "mailto:a\\nExpires: 1"})
    EXPECT_TRUE(fault_of("security_contact = \"" + wrong + "\"\n").starts_with("pramen.toml:1:1: security_contact"));
  ::setenv("PRAMEN_PUBLIC_URL", "https://example.com", 1);
  EXPECT_EQ(load_settings({}).public_url, "https://example.com");
  ::unsetenv("PRAMEN_PUBLIC_URL");
}

TEST(Settings, TakesWhoPublishesThePages) {
  const tests::TemporaryFolder folder;
  const auto settings = load_settings(folder.write(
      "a.toml",
      "publisher = \"Centrum\"\ncontact = \"mailto:a@example.org\"\nenforcement = \"https://example.org/\"\n"
      "state_bar = \"sk\"\ntheme = \"/etc/theme.css\"\n"));
  EXPECT_EQ(settings.publisher, "Centrum");
  EXPECT_EQ(settings.contact, "mailto:a@example.org");
  EXPECT_EQ(settings.enforcement, "https://example.org/");
  EXPECT_EQ(settings.state_bar, "sk");
  EXPECT_EQ(settings.theme, "/etc/theme.css");
  EXPECT_TRUE(fault_of("state_bar = \"at\"\n").starts_with("pramen.toml:1:1: state_bar takes \"sk\""));
  EXPECT_TRUE(fault_of("contact = \"javascript:x\"\n").starts_with("pramen.toml:1:1: contact takes an address"));
}

TEST(Settings, TakesAListOfSites) {
  using Origins = std::vector<std::string>;
  const tests::TemporaryFolder folder;
  const auto file = folder.write("a.toml", "allowed_origins = [\"https://Example.org/\", \"http://localhost:81\"]\n");
  EXPECT_EQ(load_settings(file).allowed_origins, (Origins{"https://example.org", "http://localhost:81"}));
  EXPECT_EQ(load_settings(folder.write("b.toml", "links_private = [\"intranet\"]\n")).links_private,
            Origins{"intranet"});
  EXPECT_TRUE(fault_of("links_private = [\"http://x/\"]\n").starts_with("pramen.toml:1:1: links_private takes hosts"));
  EXPECT_TRUE(load_settings({}).allowed_origins.empty());
  EXPECT_TRUE(fault_of("allowed_origins = \"*\"\n").starts_with("pramen.toml:1:1: allowed_origins takes a list"));
  EXPECT_TRUE(fault_of("allowed_origins = [1]\n").starts_with("pramen.toml:1:1: allowed_origins takes a list"));
  EXPECT_TRUE(fault_of("allowed_origins = [\"example.org\"]\n").starts_with("pramen.toml:1:1: allowed_origins takes"));
  ::setenv("PRAMEN_ALLOWED_ORIGINS", "https://a.test, https://b.test", 1);
  EXPECT_EQ(load_settings(file).allowed_origins, (Origins{"https://a.test", "https://b.test"}));
  ::setenv("PRAMEN_ALLOWED_ORIGINS", "", 1);
  EXPECT_TRUE(load_settings(file).allowed_origins.empty());
  ::setenv("PRAMEN_ALLOWED_ORIGINS", "null", 1);
  EXPECT_THROW(load_settings({}), std::runtime_error);
  ::unsetenv("PRAMEN_ALLOWED_ORIGINS");
}

TEST(Settings, TakesAnAddressInThreeForms) {
  Settings settings;
  set_listen(settings, "0.0.0.0:80");
  EXPECT_EQ(settings.host, "0.0.0.0");
  set_listen(settings, "0");
  EXPECT_EQ(settings.port, 0);
  for (const std::string_view wrong : {"", ":", ":80", "a:", "a:65536", "a:-1", "a:1x", "::1", "[]:1", "::1:80"})
    EXPECT_THROW(set_listen(settings, wrong), std::invalid_argument) << wrong;
}

}  // namespace
}  // namespace pramen::server
