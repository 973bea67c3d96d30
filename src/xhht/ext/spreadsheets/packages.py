"""Packages: the parts of a packed spreadsheet, unpacked and parsed piece by piece within the limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812  # The library's own name is in lower case.

from xhht.ext.spreadsheets.limits import Limits
from xhht.ext.spreadsheets.refusals import EncryptedSheetError, TooLargeSheetError, UnreadableSheetError

PIECE = 1 << 18
# No spreadsheet program comes near these; a parser holds a whole tag, every open element and every name in memory.
LONGEST_TAG = 1 << 20
DEEPEST = 100
MOST_NAMES = 10_000
LONGEST_NAMESPACE = 200
Attributes = dict[str, str]


class Package:
    """A ZIP archive of XML parts. Whatever is read of it, from one part or many, counts towards one budget.

    Raises:
        UnreadableSheetError: if it is damaged.
        EncryptedSheetError: if it is locked by a password.
        TooLargeSheetError: if it has too many parts.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.limits = limits
        self._left = limits.unpacked_bytes
        self._elements = 0
        try:
            self._archive = ZipFile(BytesIO(content))
        except (BadZipFile, OSError, NotImplementedError, ValueError) as error:
            raise damaged(error) from error
        members = self._archive.infolist()
        if len(members) > limits.parts:
            raise TooLargeSheetError(f"the file has {len(members)} parts, more than Limits.parts ({limits.parts})")
        if any(member.flag_bits & 1 for member in members):
            raise EncryptedSheetError("the file is locked by a password; save it without one")
        self._times = Counter(member.filename for member in members)

    def __contains__(self, name: str) -> bool:
        return name in self._times

    def first_bytes(self, name: str, most: int) -> bytes:
        """The first bytes of a part; none where it is missing."""
        return next(self._pieces(name), b"")[:most] if name in self else b""

    def parse(
        self,
        name: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Tell each element of a part as it begins and ends, with its namespace before its name.

        Raises:
            UnreadableSheetError: if the part is missing or damaged, or defines anything that its elements could hold.
            TooLargeSheetError: if it goes beyond the limits.
        """
        guard = _Guard(name)
        parser = ParserCreate(namespace_separator=" ", intern=guard.names)
        parser.buffer_text = True
        most, elements, depth = self.limits.elements, self._elements, 0

        def begin(element: str, attributes: Attributes) -> None:
            nonlocal depth, elements
            depth += 1
            elements += 1
            if depth > DEEPEST:
                raise _unsafe(name, f"has more than {DEEPEST} elements one inside the other")
            if elements > most:
                raise TooLargeSheetError(f"the file has more elements than Limits.elements ({most})")
            start(element, attributes)

        def finish(element: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(element)

        parser.StartElementHandler, parser.EndElementHandler = begin, finish
        parser.StartNamespaceDeclHandler, parser.StartDoctypeDeclHandler = guard.declare, guard.define
        parser.CharacterDataHandler = text
        try:
            for piece in self._pieces(name):
                parser.Parse(piece, False)  # noqa: FBT003  # The name of the argument is expat's.
                guard.check(len(piece), parser.CurrentByteIndex)
            parser.Parse(b"", True)  # noqa: FBT003  # As above.
        except UnreadableSheetError:
            raise
        except (ExpatError, ValueError, LookupError) as error:  # Numbers and places of a damaged file fail when read.
            raise damaged(error) from error
        self._elements = elements

    def _pieces(self, name: str) -> Iterator[bytes]:
        if self._times[name] != 1:
            raise UnreadableSheetError(f"the file is damaged: it has {self._times[name]} parts {name[:100]!r}, not one")
        member = self._archive.getinfo(name)
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise UnreadableSheetError("the file is packed in a way that spreadsheets are not; save it again as .xlsx")
        try:
            # Read by pieces, since the length that the archive states may be wrong.
            with self._archive.open(member) as part:
                while piece := part.read(PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        most = self.limits.unpacked_bytes
                        raise TooLargeSheetError(f"the file would unpack to more than Limits.unpacked_bytes ({most})")
                    yield piece
        except UnreadableSheetError:
            raise
        except (BadZipFile, ZlibError, EOFError, OSError, RuntimeError, ValueError) as error:
            raise damaged(error) from error


class _Guard:
    """What a parser would hold in memory beside the elements, before it tells any: tags, names, definitions."""

    def __init__(self, part: str) -> None:
        self.names: dict[str, str] = {}
        self._part = part
        self._bytes = self._prefixes = 0

    def check(self, count: int, told: int) -> None:
        """Refuse a tag that is too long, or too many names, after a piece of so many bytes.

        Raises:
            UnreadableSheetError: if so.
        """
        self._bytes += count
        if self._bytes - told > LONGEST_TAG + PIECE:
            raise _unsafe(self._part, f"has a tag of more than {LONGEST_TAG} bytes")
        if len(self.names) + self._prefixes > MOST_NAMES:
            raise _unsafe(self._part, f"has more than {MOST_NAMES} names of elements and attributes")

    def declare(self, _prefix: str | None, address: str | None) -> None:
        """Count a namespace, which would stand before the name of each of its elements."""
        self._prefixes += 1
        if len(address or "") > LONGEST_NAMESPACE:
            raise _unsafe(self._part, f"has a namespace of more than {LONGEST_NAMESPACE} characters")

    def define(self, _name: str, _system: str | None, _public: str | None, is_internal: int) -> None:
        """Refuse definitions of entities and attributes, which could grow while they are read."""
        if is_internal:
            raise _unsafe(self._part, "defines entities or attributes of its own")


def damaged(error: Exception) -> UnreadableSheetError:
    """The refusal of a file that fails to be read."""
    return UnreadableSheetError(
        f"the file is damaged ({type(error).__name__}); open it in a spreadsheet program and save it again"
    )


def _unsafe(name: str, what: str) -> UnreadableSheetError:
    return UnreadableSheetError(f"{name[:100]!r} in the file {what}; it is not safe to open")
