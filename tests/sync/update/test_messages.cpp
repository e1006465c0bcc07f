#include <set>

#include "sync/cli/exit_codes.hpp"
#include "sync/cli/messages.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::cli {
namespace {

TEST_CASE("Every error code has a German sentence, advice and an exit code") {
  std::set<std::string_view> sentences;
  for (const auto code : base::all_error_codes()) {
    INFO(base::to_string(code));
    const Message message = message_for(code);
    CHECK(message.what.size() > 10);
    CHECK(message.what.back() == '.');
    CHECK(message.advice.size() > 10);
    CHECK(message.advice.back() == '.');
    CHECK(sentences.insert(message.what).second);
    CHECK(exit_code_for(code) != kExitDone);
  }
}

TEST_CASE("Exit codes are what other people's scripts rely on") {
  using base::ErrorCode;
  CHECK(exit_code_for(ErrorCode::kUpToDate) == 10);
  CHECK(exit_code_for(ErrorCode::kOlderThanInstalled) == 11);
  CHECK(exit_code_for(ErrorCode::kMetadataExpired) == 12);
  CHECK(exit_code_for(ErrorCode::kWrongSignature) == 13);
  CHECK(exit_code_for(ErrorCode::kOtherOrganisation) == 14);
  CHECK(exit_code_for(ErrorCode::kHashMismatch) == 15);
  CHECK(exit_code_for(ErrorCode::kNoSpace) == 16);
  CHECK(exit_code_for(ErrorCode::kNoPackage) == 17);
  CHECK(exit_code_for(ErrorCode::kNotInitialised) == 18);
  CHECK(exit_code_for(ErrorCode::kBusy) == 19);
  CHECK(exit_code_for(ErrorCode::kCancelled) == 20);
  CHECK(exit_code_for(ErrorCode::kIo) == 21);
  CHECK(exit_code_for(ErrorCode::kConnectionLost) == 22);
  CHECK(exit_code_for(ErrorCode::kCertificateRefused) == 23);
  CHECK(exit_code_for(ErrorCode::kServerError) == 24);
}

TEST_CASE("A refusal is one line, whatever a foreign file is called") {
  const std::string line = error_line("kiosk-sync", {base::ErrorCode::kUnsafePath, "a\nb\x1B[2Jc"});
  CHECK(line.find('\n') == std::string::npos);
  CHECK(line.find('\x1B') == std::string::npos);
  CHECK_THAT(line, ContainsSubstring("unsafe-path: a?b?[2Jc"));
}

TEST_CASE("Numbers, sizes and days read as in German") {
  CHECK(german_number(7) == "7");
  CHECK(german_number(999) == "999");
  CHECK(german_number(1000) == "1.000");
  CHECK(german_number(1234567) == "1.234.567");
  CHECK(german_offers(1) == "1 Angebot");
  CHECK(german_offers(0) == "0 Angebote");
  CHECK(with_german_offers(1) == "mit 1 Angebot");
  CHECK(with_german_offers(2000) == "mit 2.000 Angeboten");
  CHECK(german_bytes(999) == "999 Bytes");
  CHECK(german_bytes(1'500) == "1,5 kB");
  CHECK(german_bytes(12'300'000) == "12,3 MB");
  CHECK(german_bytes(999'990) == "1,0 MB");
  CHECK(german_bytes(1'000'000'001) == "1,1 GB");
  CHECK(german_date(1'795'512'600) == "24.11.2026");
  CHECK(german_date(base::make_date(2026, 2, 3).value()) == "03.02.2026");
  CHECK(german_date_time(1'795'512'600) == "24.11.2026, 10:30 Uhr");
}

}  // namespace
}  // namespace bildungskiosk::cli
