#include "sync/publish/delegated_role.hpp"
#include "sync/publish/draft_signing.hpp"
#include "sync/publish/office_report.hpp"
#include "sync/publish/repository_writer.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/sync/publish/office_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using Outcome = publish::ReleaseResult::Outcome;
using Names = std::vector<std::string>;

namespace {

/// A course of the family centre; both the centre and others announce it.
std::string course(const std::string& guid, const std::string& name, const std::string& extra = {}) {
  return "<veranstaltung><guid>" + guid + "</guid><name>" + name + "</name><beginn_datum>2026-10-05</beginn_datum>" +
         extra + "</veranstaltung>\n";
}

void add(publish::Office& office, const std::string& source, const std::string& courses) {
  const TemporaryDirectory directory;
  write_text_file(directory / "export", openvhs_file(courses));
  publish::SourceImport stock(base::posix_file_system(), product_taxonomy(), {source, "Familienzentrum Lindach"},
                              import_day());
  REQUIRE(stock.add_file(directory / "export", std::nullopt));
  REQUIRE(office.store_source(source, stock.finish().value()));
}

publish::ReleaseResult release(const publish::Office& office, base::UnixSeconds now = kReleaseTime) {
  return publish::release(office, {}, {}, now).value();
}

const std::string kRich =
    "<text><eigenschaft>beschreibung</eigenschaft><text>Ton und Glasur.</text></text>"
    "<zielgruppe>Familien</zielgruppe>";

void sign(base::FileSystem& files, const publish::Office& office, const std::string& source,
          const trust::PrivateKey& key) {
  const publish::DelegatedRole role(office, source, office.delegation(source).value().value());
  const auto draft = base::read_file(files, role.draft_path(), 1U << 20U).value();
  const std::vector<const trust::PrivateKey*> keys = {&key};
  const auto text = trust::add_signatures(draft, trust::signers_of(keys)).value();
  REQUIRE(role.accept(base::as_bytes(text)));
}

publish::Delegation delegation_to(const trust::PrivateKey& key) {
  publish::Delegation delegation;
  delegation.role.threshold = 1;
  delegation.keys.emplace(key.public_key().key_id(), key.public_key().to_json());
  delegation.role.key_ids.push_back(key.public_key().key_id());
  return delegation;
}

}  // namespace

TEST_CASE("What two sources offer is published once, and the report names both") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  add(office, "bib", course("1", "Töpfern") + course("2", "Filzen"));
  add(office, "vhs", course("A", "TÖPFERN", kRich) + course("B", "Malen"));
  const auto released = release(office);
  CHECK(released.merged == 1);
  CHECK(released.offers == 3);
  CHECK(receive(files, office, "/office/repository").offers == 3);

  const auto report = publish::report_on(office, import_day()).value();
  REQUIRE(report.shared.size() == 1);
  CHECK(report.shared_count == 1);
  CHECK(report.shared.front().title == "TÖPFERN");
  CHECK(report.shared.front().day == "2026-10-05");
  CHECK(report.shared.front().sources == Names{"vhs", "bib"});
  // Counted once in the inventory; still part of what the source has delivered; and no change since the release.
  const auto totals = publish::totals_of(report);
  CHECK(totals.stock.inventory.offers == 3);
  CHECK(totals.stock.offers == 4);
  CHECK(totals.changes->unchanged == 3);
  CHECK(totals.changes->added == 0);
}

TEST_CASE("The order in which sources are added changes nothing") {
  const std::string bib = course("1", "Töpfern") + course("2", "Filzen", kRich);
  const std::string vhs = course("A", "Töpfern", kRich) + course("B", "Filzen");
  std::vector<Names> published;
  for (const bool bib_first : {true, false}) {
    MemoryFileSystem files;
    auto office = make_office(files, "/office");
    add(office, bib_first ? "bib" : "vhs", bib_first ? bib : vhs);
    add(office, bib_first ? "vhs" : "bib", bib_first ? vhs : bib);
    CHECK(release(office).offers == 2);
    Names names;
    for (const char* source : {"bib", "vhs"}) {
      for (const auto& name : files.list("/office/repository/targets/" + std::string(source)).value()) {
        names.push_back(name);  // with the hash of what is in it
      }
    }
    published.push_back(names);
  }
  CHECK(published[0] == published[1]);
}

TEST_CASE("Releasing again changes nothing, and only the source that changed gets a new version") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  add(office, "bib", course("1", "Töpfern") + course("2", "Filzen"));
  add(office, "vhs", course("A", "Töpfern", kRich));
  REQUIRE(release(office).merged == 1);
  CHECK(release(office, kReleaseTime + 60).outcome == Outcome::kUnchanged);
  add(office, "vhs", course("A", "Töpfern", kRich) + course("B", "Malen"));
  CHECK(release(office, kReleaseTime + 120).changed_sources == Names{"vhs"});
  // Once the record that stood for it is gone, the other source's comes back.
  add(office, "vhs", course("B", "Malen"));
  const auto back = release(office, kReleaseTime + 180);
  CHECK(back.changed_sources == Names{"bib", "vhs"});
  CHECK(back.offers == 3);
  CHECK(receive(files, office, "/office/repository", kReleaseTime + 180).offers == 3);
}

TEST_CASE("What a source is recognised by lies beside its records, and may be lost") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  add(office, "bib", course("1", "Töpfern"));
  add(office, "vhs", course("A", "Töpfern", kRich));
  REQUIRE(release(office).merged == 1);
  const auto cached = [&] {
    Names names;
    for (const std::string& name : files.list("/office/sources/bib").value()) {
      if (name.starts_with("identities-")) names.push_back(name);
    }
    return names;
  };
  const Names first = cached();
  REQUIRE(first.size() == 1);
  REQUIRE(base::write_file_atomically(files, "/office/sources/bib/" + first.front(), base::as_bytes("nix")));
  CHECK(release(office, kReleaseTime + 60).outcome == Outcome::kUnchanged);
  add(office, "bib", course("1", "Töpfern") + course("2", "Filzen"));
  CHECK(cached().empty());  // of records that are no more
  REQUIRE(release(office, kReleaseTime + 120).merged == 1);
  CHECK(cached().size() == 1);
}

TEST_CASE("What a source has signed itself is shown, and before it has signed the other source's") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  const auto provider = trust::PrivateKey::generate(trust::KeyType::kEd25519).value();
  add(office, "bib", course("1", "Töpfern", kRich) + course("2", "Filzen"));
  add(office, "vhs", course("A", "Töpfern"));
  REQUIRE(office.delegate("vhs", delegation_to(provider)));
  const auto waiting = release(office);
  CHECK(waiting.waiting.size() == 1);
  CHECK(waiting.merged == 0);
  CHECK(receive(files, office, "/office/repository").offers == 2);

  sign(files, office, "vhs", provider);
  const auto signed_release = release(office, kReleaseTime + 60);
  CHECK(signed_release.merged == 1);
  CHECK(signed_release.offers == 2);
  CHECK(signed_release.changed_sources == Names{"bib", "vhs"});
  CHECK(receive(files, office, "/office/repository", kReleaseTime + 60).offers == 2);

  // A new stock that waits for its signature: what it had signed before counts, not what it will.
  add(office, "vhs", course("C", "Filzen"));
  const auto next = release(office, kReleaseTime + 120);
  CHECK(next.waiting.size() == 1);
  CHECK(next.outcome == Outcome::kUnchanged);
  sign(files, office, "vhs", provider);
  const auto after = release(office, kReleaseTime + 180);
  CHECK(after.merged == 1);
  CHECK(receive(files, office, "/office/repository", kReleaseTime + 180).offers == 2);
}
