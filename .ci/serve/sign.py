"""Signs a PDF as several people do, one after the other, each with a certificate of this run.

usage: sign.py PDF OUT NAME…
"""

import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec

sys.path.append(str(Path(__file__).parent.parent / "sign"))
from check import Certificates, assert_valid, sign


async def main(pdf, out, names):
    with tempfile.TemporaryDirectory() as work:
        certificates = Certificates(Path(work))
        given = pdf
        for place, name in enumerate(names, 1):
            signed = Path(work) / f"{place}.pdf"
            signer = certificates.make(name, ec.generate_private_key(ec.SECP256R1()))
            await sign(given, signed, signer, f"Underskrift{place}")
            given = signed
        await assert_valid(given, names, certificates.trust)
        out.write_bytes(given.read_bytes())


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    logging.disable(logging.WARNING)
    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
