#include <iostream>

#include "sync/cli/exit_codes.hpp"
#include "sync/cli/messages.hpp"
#include "sync/cli/publish_commands.hpp"
#include "sync/publish/draft_signing.hpp"
#include "sync/publish/key_ring.hpp"

/// `kiosk-publish sign`: on the machine where a key lies, without an office and without a network.
namespace bildungskiosk::cli {
namespace {

using base::Error;
using base::ErrorCode;

void print_root(const trust::Root& root) {
  std::cout << "Vertrauensdatei, Fassung " << root.version << ", gültig bis " << german_date(root.expires) << ":\n";
  for (const auto& [name, role] : root.roles) {
    std::cout << "  " << name << ": " << role.threshold << " von " << role.key_ids.size() << " nötig:";
    for (const std::string& key_id : role.key_ids) std::cout << ' ' << key_id.substr(0, 16);
    std::cout << '\n';
  }
}

void print_targets(const publish::DraftSummary& draft) {
  std::cout << "Angebote, Fassung " << draft.targets->version << ", gültig bis " << german_date(draft.targets->expires)
            << ":\n";
  for (const auto& [path, file] : draft.targets->targets) {
    std::cout << "  " << path << ", " << german_bytes(file.length_bytes) << '\n';
  }
  if (draft.content.empty()) {
    std::cout << "Die Dateien liegen nicht dabei: ihr Inhalt ist hier nicht zu prüfen.\n";
  } else {
    std::cout << "Dabei liegt, und ist, was hier steht: " << draft.content.front() << " mit "
              << german_number(draft.offers) << " Angeboten.\n";
  }
}

}  // namespace

int run_sign(const CommonArguments& common, const SignArguments& arguments) {
  auto& files = base::posix_file_system();
  const auto passphrase = read_passphrase(common);
  if (!passphrase) return refuse_publish(passphrase.error());
  publish::KeyRing ring;
  for (const std::string& path : arguments.keys) {
    const auto added = ring.add_file(files, path, *passphrase);
    if (!added && added.error().code == ErrorCode::kUnsupportedFormat) {
      return refuse_publish("Ein Schlüssel steht in einer Datei NAME.pem oder, auf einer Karte, NAME.uri.",
                            added.error());
    }
    if (!added) return refuse_publish(added.error());
  }
  const auto draft = publish::read_draft(files, arguments.draft);
  if (!draft) {
    switch (draft.error().code) {
      case ErrorCode::kHashMismatch:
        return refuse_publish(
            "Was dabei liegt, ist nicht, was unterschrieben werden soll. Bitte nicht unterschreiben "
            "und beim Bildungsbüro nachfragen.",
            draft.error());
      case ErrorCode::kMalformedMetadata:
      case ErrorCode::kUnsupportedFormat:
        return refuse_publish("Das ist kein Entwurf zum Unterschreiben. Bitte die Datei aus to-sign angeben.",
                              draft.error());
      default:
        return refuse_publish(draft.error());
    }
  }
  if (draft->root) print_root(*draft->root);
  if (draft->targets) print_targets(*draft);
  const auto key_ids = publish::sign_draft(files, arguments.draft, ring);
  if (!key_ids) return refuse_publish(key_ids.error());
  for (const std::string& key_id : *key_ids)
    std::cout << "Unterschrieben mit Schlüssel " << key_id.substr(0, 16) << ".\n";
  std::cout << "Zurück zum Bildungsbüro: kiosk-publish accept ORDNER " << arguments.draft << "\n";
  return kExitDone;
}

}  // namespace bildungskiosk::cli
