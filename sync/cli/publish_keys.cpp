#include <algorithm>
#include <iostream>

#include "sync/base/clock.hpp"
#include "sync/cli/exit_codes.hpp"
#include "sync/cli/messages.hpp"
#include "sync/cli/publish_commands.hpp"
#include "sync/cli/publish_exit_codes.hpp"
#include "sync/publish/delegated_role.hpp"
#include "sync/publish/draft_signing.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/publish/root_change.hpp"
#include "sync/publish/validity.hpp"

/// The commands about keys and who may sign: keygen, keys, rotate and delegate.
namespace bildungskiosk::cli {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using publish::RootProgress;

constexpr std::size_t kShownIdDigits = 16;

std::string short_id(const std::string& key_id) { return key_id.substr(0, kShownIdDigits); }

std::string signatures(std::int64_t count) {
  return count == 1 ? "eine Unterschrift" : std::to_string(count) + " Unterschriften";
}

Result<std::vector<trust::PublicKey>> read_public_keys(const std::vector<std::string>& paths) {
  std::vector<trust::PublicKey> keys;
  for (const std::string& path : paths) {
    BILDUNGSKIOSK_TRY(const auto bytes, base::read_file(base::posix_file_system(), path, publish::kKeyFileBytesMax));
    auto key = trust::PublicKey::from_pem(base::as_text(bytes));
    if (!key) return base::with_context(std::move(key).error(), path);
    keys.push_back(*std::move(key));
  }
  return keys;
}

int refuse_public_key(const Error& error) {
  if (error.code != ErrorCode::kUnsupportedKey) return refuse_publish(error);
  static_cast<void>(refuse_publish(
      "Das ist kein öffentlicher Schlüssel, der angenommen wird (ed25519, ECDSA P-256 oder RSA ab 2048 Bit, als PEM). "
      "Bitte die Datei NAME.pub angeben, die kiosk-publish keygen geschrieben hat.",
      error));
  return kExitKeyUnusable;
}

int refuse_change(const Error& error) {
  if (error.code == ErrorCode::kInvalidArgument) {
    return refuse_publish(
        "So lässt sich die Rolle nicht ändern: es müssen mindestens so viele Schlüssel bleiben, wie Unterschriften "
        "nötig sind, und ein entfernter muss eindeutig benannt sein (siehe kiosk-publish keys ORDNER).",
        error);
  }
  if (error.code == ErrorCode::kKeyUnusable) {
    return refuse_publish(
        "Die Änderung ist vorbereitet, aber ein bisheriger Schlüssel fehlt hier. Bitte ihn einlegen und kiosk-publish "
        "release aufrufen; ist er verloren, erst einen neuen mit rotate --add dazunehmen und dann den verlorenen mit "
        "--remove entfernen.",
        error);
  }
  return refuse_publish(error);
}

void print_progress(const publish::RootChange& change, const RootProgress& progress) {
  switch (progress.state) {
    case RootProgress::State::kNone:
      std::cout << "Es wartet keine neue Vertrauensdatei.\n";
      return;
    case RootProgress::State::kPublished:
      std::cout << "Die Vertrauensdatei hat jetzt die Fassung " << progress.version
                << ". Die Kioske übernehmen sie mit der nächsten Aktualisierung.\n";
      return;
    case RootProgress::State::kWaiting:
      std::cout << "Vorbereitet: Fassung " << progress.version << " der Vertrauensdatei. ";
      if (progress.missing_now > 0) {
        std::cout << "Von den bisherigen Schlüsseln fehlt noch " << signatures(progress.missing_now) << ". ";
      }
      if (progress.missing_next > 0) {
        std::cout << "Von den künftigen Schlüsseln fehlt noch " << signatures(progress.missing_next) << ". ";
      }
      std::cout
          << "\nZu unterschreiben: " << change.draft_path() << "\n"
          << "Dazu die Datei an den Rechner mit dem Schlüssel bringen: kiosk-publish sign DATEI --key SCHLÜSSEL,\n"
          << "und zurück: kiosk-publish accept ORDNER DATEI.\n";
      return;
  }
}

Result<publish::KeyChange> wanted_change(const publish::Office& office, const RotateArguments& arguments,
                                         publish::Role role, const trust::Root& root, const std::string& passphrase) {
  publish::KeyChange change;
  change.role = role;
  change.threshold = arguments.threshold;
  change.removed = arguments.removed;
  BILDUNGSKIOSK_TRY(change.added, read_public_keys(arguments.added));
  if (!change.added.empty() || !change.removed.empty() || change.threshold) return change;
  // Without a word more: a new key in place of the old one.
  const trust::RoleKeys& present = root.roles.find(publish::to_string(role))->second;
  if (present.key_ids.size() != 1) {
    return Error{ErrorCode::kInvalidArgument, "the role has " + std::to_string(present.key_ids.size()) + " keys"};
  }
  BILDUNGSKIOSK_TRY(auto key, trust::PrivateKey::generate(arguments.type));
  BILDUNGSKIOSK_TRY(const std::string pem, key.to_pem(passphrase));
  const std::string path = office.directory() + "/keys/" + std::string(publish::to_string(role)) + "-" +
                           key.public_key().key_id().substr(0, publish::kKeyIdDigitsMin) + ".pem";
  BILDUNGSKIOSK_TRY_VOID(
      base::write_file_atomically(office.files(), path, base::as_bytes(pem), base::FileSystem::Mode::kPrivate));
  change.added.push_back(key.public_key());
  change.removed = present.key_ids;
  return change;
}

int print_keys(const publish::Office& office, const publish::KeyRing& ring, base::UnixSeconds now) {
  const auto state = publish::read_own_state(office.files(), office.directory() + "/repository");
  if (!state) return refuse_publish(state.error());
  std::cout << "Vertrauensdatei: Fassung " << state->root.version << "\n";
  const auto print_role = [&](const std::string& name, const trust::KeyMap& keys, const trust::RoleKeys& role) {
    std::cout << name << ": " << role.threshold << " von " << role.key_ids.size() << " nötig\n";
    const auto here = ring.signers(keys, role);
    for (const std::string& key_id : role.key_ids) {
      const bool is_here =
          std::any_of(here.begin(), here.end(), [&](const trust::Signer& signer) { return signer.key_id == key_id; });
      std::cout << "  " << short_id(key_id) << (is_here ? "  hier" : "") << "\n";
    }
  };
  for (const auto& [name, role] : state->root.roles) print_role(name, state->root.keys, role);
  const auto ids = office.source_ids();
  if (!ids) return refuse_publish(ids.error());
  for (const std::string& id : *ids) {
    const auto delegation = office.delegation(id);
    if (!delegation) return refuse_publish(delegation.error());
    if (*delegation) print_role("Quelle " + id, (*delegation)->keys, (*delegation)->role);
  }
  for (const publish::Expiry& expiry : publish::expiries(*state)) {
    std::cout << "Gültig bis " << german_date(expiry.expires) << ": " << expiry.role
              << (expiry.expires - now < publish::kWarnedBefore_s ? "  – bitte bald erneuern" : "") << "\n";
  }
  for (const std::string& path : ring.files_not_in(state->root.keys)) {
    std::cout << "Wird hier nicht gebraucht: " << path << "\n";
  }
  if (!ring.why_unusable().empty()) std::cout << "Nicht zu öffnen:" << ring.why_unusable() << "\n";
  return kExitDone;
}

}  // namespace

void print_expiry_warnings(const publish::Office& office, base::UnixSeconds now) {
  const auto state = publish::read_own_state(office.files(), office.directory() + "/repository");
  if (!state) return;
  for (const publish::Expiry& expiry : publish::expiries(*state)) {
    if (expiry.expires - now >= publish::kWarnedBefore_s) continue;
    std::cout << "Achtung: " << expiry.role << " gilt nur noch bis " << german_date(expiry.expires)
              << ". Bitte erneuern: kiosk-publish renew " << office.directory() << "\n";
  }
}

int run_keygen(const CommonArguments& common, const KeygenArguments& arguments) {
  auto& files = base::posix_file_system();
  const auto passphrase = read_passphrase(common);
  if (!passphrase) return refuse_publish(passphrase.error());
  if (arguments.encrypt && passphrase->empty()) {
    return refuse_publish(
        "Zum Verschlüsseln fehlt die Passphrase. Bitte BILDUNGSKIOSK_PASSPHRASE setzen oder --passphrase-file angeben.",
        Error{ErrorCode::kKeyUnusable, "no passphrase"});
  }
  const std::string private_path = arguments.name + ".pem";
  if (files.status(private_path)) {
    static_cast<void>(refuse_publish(private_path + " ist schon da. Bitte einen anderen Namen angeben.",
                                     Error{ErrorCode::kInvalidArgument, "exists"}));
    return kExitOfficeExists;
  }
  const auto written = [&]() -> Result<std::string> {
    BILDUNGSKIOSK_TRY(auto key, trust::PrivateKey::generate(arguments.type));
    BILDUNGSKIOSK_TRY(const std::string pem, key.to_pem(arguments.encrypt ? *passphrase : std::string()));
    BILDUNGSKIOSK_TRY(const std::string public_pem, key.public_key().to_pem());
    BILDUNGSKIOSK_TRY_VOID(
        base::write_file_atomically(files, private_path, base::as_bytes(pem), base::FileSystem::Mode::kPrivate));
    BILDUNGSKIOSK_TRY_VOID(base::write_file_atomically(files, arguments.name + ".pub", base::as_bytes(public_pem)));
    return key.public_key().key_id();
  }();
  if (!written) return refuse_publish(written.error());
  std::cout << "Schlüssel " << short_id(*written) << "\n"
            << "Geheim, bei Ihnen zu verwahren: " << private_path << "\n"
            << "Für das Bildungsbüro: " << arguments.name << ".pub\n";
  return kExitDone;
}

int run_keys(const CommonArguments& common, const KeysArguments& arguments) {
  const auto working = open_office(arguments.directory, OfficeUse::kRead);
  if (!working) return refuse_office(arguments.directory, working.error());
  const auto passphrase = read_passphrase(common);
  if (!passphrase) return refuse_publish(passphrase.error());
  const auto ring = working->office.keys(*passphrase);
  if (!ring) return refuse_publish(ring.error());
  return print_keys(working->office, *ring, base::SystemClock().now());
}

int run_rotate(const CommonArguments& common, const RotateArguments& arguments) {
  const auto working = open_office(arguments.directory, OfficeUse::kChange);
  if (!working) return refuse_office(arguments.directory, working.error());
  const publish::Office& office = working->office;
  const auto passphrase = read_passphrase(common);
  if (!passphrase) return refuse_publish(passphrase.error());
  const base::UnixSeconds now = base::SystemClock().now();
  if (arguments.discard) {
    const publish::KeyRing nothing;
    auto discarded = publish::RootChange(office, nothing, now).discard();
    if (!discarded && discarded.error().code != ErrorCode::kNotFound) return refuse_publish(discarded.error());
    std::cout << (discarded ? "Die vorbereitete Vertrauensdatei ist verworfen.\n"
                            : "Es wartet keine neue Vertrauensdatei.\n");
    return kExitDone;
  }
  const auto role = publish::role_from_string(arguments.role);
  if (!role) {
    return refuse_publish("Diese Rolle gibt es nicht. Es gibt root, targets, snapshot und timestamp.",
                          Error{ErrorCode::kInvalidArgument, arguments.role});
  }
  const auto progress = [&]() -> Result<RootProgress> {
    BILDUNGSKIOSK_TRY(const publish::KeyRing before, office.keys(*passphrase));
    BILDUNGSKIOSK_TRY(const trust::Root root, publish::RootChange(office, before, now).current());
    BILDUNGSKIOSK_TRY(const publish::KeyChange wanted, wanted_change(office, arguments, *role, root, *passphrase));
    BILDUNGSKIOSK_TRY(const trust::Root next, publish::changed_root(root, wanted, now));
    BILDUNGSKIOSK_TRY(const publish::KeyRing ring, office.keys(*passphrase));  // with the key that was made
    return publish::RootChange(office, ring, now).propose(next);
  }();
  if (!progress && progress.error().code == ErrorCode::kUnsupportedKey) return refuse_public_key(progress.error());
  if (!progress) return refuse_change(progress.error());
  const publish::KeyRing nothing;
  print_progress(publish::RootChange(office, nothing, now), *progress);
  return kExitDone;
}

int run_accept(const CommonArguments& common, const AcceptArguments& arguments) {
  const auto working = open_office(arguments.directory, OfficeUse::kChange);
  if (!working) return refuse_office(arguments.directory, working.error());
  const publish::Office& office = working->office;
  const auto passphrase = read_passphrase(common);
  if (!passphrase) return refuse_publish(passphrase.error());
  const auto ring = office.keys(*passphrase);
  if (!ring) return refuse_publish(ring.error());
  const auto bytes = base::read_file(office.files(), arguments.draft, publish::kDraftBytesMax);
  if (!bytes) return refuse_publish(bytes.error());
  const auto refuse = [](const Error& error) {
    if (error.code == ErrorCode::kSameVersionOtherContent || error.code == ErrorCode::kNotFound) {
      return refuse_publish(
          "Auf diese Unterschrift wartet niemand mehr: die Datei gehört zu keinem Entwurf in to-sign. Bitte den "
          "jetzigen "
          "Entwurf unterschreiben lassen.",
          error);
    }
    return refuse_change(error);
  };
  const publish::RootChange change(office, *ring, base::SystemClock().now());
  if (trust::read_root(*bytes)) {
    auto progress = publish::RootChange(change).accept(*bytes);
    if (!progress) return refuse(progress.error());
    print_progress(change, *progress);
    return kExitDone;
  }
  const auto waiting = publish::waiting_sources(office);
  if (!waiting) return refuse_publish(waiting.error());
  Error last{ErrorCode::kNotFound, "nothing waits for signatures"};
  for (const std::string& id : *waiting) {
    const auto delegation = office.delegation(id);
    if (!delegation) return refuse_publish(delegation.error());
    if (!*delegation) continue;
    const auto accepted = publish::DelegatedRole(office, id, **delegation).accept(*bytes);
    if (!accepted) {
      last = accepted.error();
      if (last.code == ErrorCode::kSameVersionOtherContent) continue;  // another source's
      return refuse(last);
    }
    if (accepted->missing > 0) {
      std::cout << "Übernommen. Für " << id << " fehlt noch " << signatures(accepted->missing) << ".\n";
    } else {
      std::cout << "Für " << id << " ist alles unterschrieben. Veröffentlichen: kiosk-publish release "
                << arguments.directory << "\n";
    }
    return kExitDone;
  }
  return refuse(last);
}

int run_delegate(const CommonArguments&, const DelegateArguments& arguments) {
  auto working = open_office(arguments.directory, OfficeUse::kChange);
  if (!working) return refuse_office(arguments.directory, working.error());
  if (!publish::is_source_id(arguments.source)) {
    return refuse_publish("Die Kennung der Quelle ist keine.", Error{ErrorCode::kInvalidArgument, arguments.source});
  }
  if (arguments.revoke) {
    const auto revoked = working->office.revoke_delegation(arguments.source);
    if (!revoked && revoked.error().code == ErrorCode::kNotFound) {
      std::cout << "Für " << arguments.source << " unterschreibt schon das Bildungsbüro.\n";
      return kExitDone;
    }
    if (!revoked) return refuse_publish(revoked.error());
    std::cout << "Für " << arguments.source << " unterschreibt ab der nächsten Veröffentlichung das Bildungsbüro.\n";
    return kExitDone;
  }
  const auto keys = read_public_keys(arguments.keys);
  if (!keys) return refuse_public_key(keys.error());
  publish::Delegation delegation;
  delegation.role.threshold = arguments.threshold;
  for (const trust::PublicKey& key : *keys) {
    delegation.keys.insert_or_assign(key.key_id(), key.to_json());
    delegation.role.key_ids.push_back(key.key_id());
  }
  const auto stored = working->office.delegate(arguments.source, delegation);
  if (!stored && stored.error().code == ErrorCode::kUnsafePath) {
    return refuse_publish("Eine Quelle mit diesem Namen kann nicht selbst unterschreiben.", stored.error());
  }
  if (!stored) return refuse_change(stored.error());
  std::cout << arguments.source << " unterschreibt ab der nächsten Veröffentlichung selbst. kiosk-publish release "
            << arguments.directory << " legt in to-sign/" << arguments.source
            << " bereit, was zu unterschreiben ist.\n";
  return kExitDone;
}

int run_remove(const CommonArguments&, const RemoveArguments& arguments) {
  auto working = open_office(arguments.directory, OfficeUse::kChange);
  if (!working) return refuse_office(arguments.directory, working.error());
  const bool is_one = publish::is_source_id(arguments.source);
  const auto removed = is_one ? working->office.remove_source(arguments.source)
                              : Result<void>(Error{ErrorCode::kNotFound, arguments.source});
  if (!removed && removed.error().code == ErrorCode::kNotFound) {
    return refuse_publish("Die Quelle " + arguments.source + " gibt es nicht. Bitte die Kennung prüfen.",
                          removed.error());
  }
  if (!removed) return refuse_publish(removed.error());
  std::cout << arguments.source << " ist entfernt und fehlt ab der nächsten Veröffentlichung: kiosk-publish release "
            << arguments.directory << "\n";
  return kExitDone;
}

}  // namespace bildungskiosk::cli
