"""Signs documents with pyHanko, as two parties would, and lets pyHanko and poppler's pdfsig verify what comes of it.

usage: check.py FOLDER WORK

FOLDER holds what `build` and `build --copy fields` have made; WORK takes what is signed. Certificates are made anew each
time; nobody trusts them but this run.
"""

import asyncio
import datetime
import logging
import re
import subprocess
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers, timestamps
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

DAY = datetime.timedelta(days=1)
NOW = datetime.datetime.now(datetime.timezone.utc)


class Certificates:
    """An authority, two who sign and a time stamping service."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.root_key = rsa.generate_private_key(65537, 2048)
        self.root = self._certificate("Testudsteder", self.root_key.public_key(), None)
        self.save("rod", self.root_key, self.root)

    def _certificate(self, name, key, usage):
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.COUNTRY_NAME, "DK")])
        is_root = usage is None
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject if is_root else self.root.subject)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - DAY)
            .not_valid_after(NOW + 30 * DAY)
            .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(
                    digital_signature=not is_root, content_commitment=not is_root, key_encipherment=False,
                    data_encipherment=False, key_agreement=False, key_cert_sign=is_root, crl_sign=is_root,
                    encipher_only=False, decipher_only=False,
                ),
                critical=True,
            )
        )
        if usage:
            builder = builder.add_extension(x509.ExtendedKeyUsage(usage), critical=True)
        return builder.sign(self.root_key, hashes.SHA256())

    def save(self, name, key, certificate):
        pem = serialization.Encoding.PEM
        (self.folder / f"{name}.pem").write_bytes(certificate.public_bytes(pem))
        private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (self.folder / f"{name}.key").write_bytes(private)

    def make(self, name, key, usage=()):
        self.save(name, key, self._certificate(name, key.public_key(), usage))
        return signers.SimpleSigner.load(
            self.folder / f"{name}.key", self.folder / f"{name}.pem", ca_chain_files=[self.folder / "rod.pem"]
        )

    def trust(self):
        return ValidationContext(trust_roots=[load_cert_from_pemder(self.folder / "rod.pem")], allow_fetching=False)


async def sign(pdf, out, signer, field, **more):
    """Adds a signature behind what is there, as PAdES asks."""
    metadata = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, **more.pop("metadata", {})
    )
    with pdf.open("rb") as given, out.open("wb") as target:
        writer = IncrementalPdfFileWriter(given)
        await signers.async_sign_pdf(writer, metadata, signer=signer, output=target, **more)
    assert out.read_bytes().startswith(pdf.read_bytes()), f"{out}: what was signed stands first"


async def assert_valid(pdf, names, trust):
    """pyHanko: every signature is intact, trusted here, and nothing was done since that it does not allow."""
    with pdf.open("rb") as file:
        embedded = PdfFileReader(file).embedded_regular_signatures
        assert len(embedded) == len(names), f"{pdf}: {len(embedded)} signatures"
        for signature, name in zip(embedded, names, strict=True):
            status = await async_validate_pdf_signature(signature, trust())
            assert status.bottom_line, f"{pdf}: {status.pretty_print_details()}"
            assert signature.signer_cert.subject.native["common_name"] == name


def assert_pdfsig(pdf, count):
    """Poppler says the same; whom it trusts is its own affair."""
    told = subprocess.run(["pdfsig", "-nocert", pdf], capture_output=True, text=True, check=False).stdout
    valid = len(re.findall("Signature Validation: Signature is Valid", told))
    assert valid == count, f"{pdf}: pdfsig finds {valid} of {count} valid\n{told}"


async def main(folder, work):
    certificates = Certificates(work / "certifikater")
    agency = certificates.make("Styrelsens underskriver", ec.generate_private_key(ec.SECP256R1()))
    department = certificates.make("Departementets underskriver", rsa.generate_private_key(65537, 3072))
    stamping = certificates.make(
        "Tidsstempler", rsa.generate_private_key(65537, 2048), [ExtendedKeyUsageOID.TIME_STAMPING]
    )
    store = SimpleCertificateStore()
    store.register(load_cert_from_pemder(certificates.folder / "rod.pem"))
    stamper = timestamps.DummyTimeStamper(stamping.signing_cert, stamping.signing_key, certs_to_embed=store)
    names = ["Styrelsens underskriver", "Departementets underskriver"]
    count = 0
    for pdf in sorted(folder.rglob("*-med-felter.pdf")):
        first, both = (work / f"{'-'.join(pdf.relative_to(folder).parts)}.{end}.pdf" for end in ("1", "2"))
        with pdf.open("rb") as file:
            fields = list(PdfFileReader(file).root["/AcroForm"]["/Fields"])
        await sign(pdf, first, agency, "underskrift-1", existing_fields_only=True)
        await assert_valid(first, names[:1], certificates.trust)
        assert_pdfsig(first, 1)
        if len(fields) > 1:
            await sign(first, both, department, "underskrift-2", existing_fields_only=True)
            await assert_valid(both, names, certificates.trust)
            assert_pdfsig(both, 2)
        count += 1
    # A signing copy comes back with a signature that will hold for long: time stamps, and what it takes to verify them.
    kept = {"embed_validation_info": True, "use_pades_lta": True, "validation_context": certificates.trust()}
    for pdf in sorted(folder.rglob("*.pdf")):
        if pdf.stem.endswith("-med-felter"):
            continue
        first, both = (work / f"{'-'.join(pdf.relative_to(folder).parts)}.{end}.pdf" for end in ("1", "2"))
        await sign(pdf, first, agency, "Underskrift1", timestamper=stamper, metadata=dict(kept))
        await sign(first, both, department, "Underskrift2", timestamper=stamper, metadata=dict(kept))
        await assert_valid(both, names, certificates.trust)
        count += 1
    print(f"{count} documents signed and verified")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    # It warns that nothing is fetched: what there is stands in the file.
    logging.disable(logging.WARNING)
    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2])))
