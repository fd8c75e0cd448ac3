"""Plans from files: `read_plan_json` proposes without touching anything, `import_plan` stores."""
from plans.importing.reader import parse_json
from plans.importing.reading import read_plan_json
from plans.importing.saving import import_plan, store_proposal

__all__ = ["import_plan", "parse_json", "read_plan_json", "store_proposal"]
