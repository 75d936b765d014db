"""Key slots, the passphrase and the signer: how the desk file and the device key are protected."""
