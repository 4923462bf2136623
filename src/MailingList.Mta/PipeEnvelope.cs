using MailingList.Core.Arrival;
using MailingList.Core.Failures;

namespace MailingList.Mta;

/// <summary>
/// The envelope as an MTA's pipe gives it: Postfix in arguments, Exim in the environment (it refuses the sender, which is tainted, in
/// arguments). One of the two; both or none is a mistake in the wiring, and the message waits until it is mended.
/// </summary>
public static class PipeEnvelope
{
    /// <summary>Reads the envelope from where it is.</summary>
    /// <param name="sender">The argument <c>--sender</c>, or null.</param>
    /// <param name="recipient">The argument <c>--recipient</c>, or null.</param>
    /// <param name="environment">Looks a variable up; null where there is none.</param>
    /// <exception cref="Failure">The envelope is in both places or in none, or the recipient is no address.</exception>
    public static Envelope Read(string? sender, string? recipient, Func<string, string?> environment)
    {
        string? environmentRecipient = environment("RECIPIENT");
        if (sender is null && recipient is null && environmentRecipient is not null)
        {
            return Envelope.Parse(environment("SENDER") ?? string.Empty, environmentRecipient);
        }

        if (sender is null || recipient is null)
        {
            throw Failure.Temporary("no envelope: give --sender and --recipient (Postfix), or SENDER and RECIPIENT in the environment (Exim)");
        }

        return environmentRecipient is null
            ? Envelope.Parse(sender, recipient)
            : throw Failure.Temporary("two envelopes: one in the arguments and one in the environment (RECIPIENT); leave one of them out");
    }
}
