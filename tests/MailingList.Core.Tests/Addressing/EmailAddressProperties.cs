using CsCheck;

using MailingList.Core.Addressing;

namespace MailingList.Core.Tests.Addressing;

public sealed class EmailAddressProperties
{
    private static readonly Gen<string> Atom =
        Gen.String[Gen.Frequency((20, Gen.Char["abcXYZ059!#$%&'*+-/=?^_`{|}~"]), (3, Gen.Const('.')), (2, Gen.Char["äßжé日"])), 1, 70];

    private static readonly Gen<string> QuotedString =
        Gen.String[Gen.Char["abcXYZ .@,<>()[]:;ä'-+"], 1, 66].Select(Gen.Bool, (content, escaped) => escaped ? $"\"\\\"{content}\\\\\"" : $"\"{content}\"");

    private static readonly Gen<string> Label = Gen.String[Gen.Char["abcXYZ019-_üß"], 1, 66];

    private static readonly Gen<string> Domain = Label.Array[1, 4].Select(labels => string.Join('.', labels));

    private static readonly Gen<string> Candidate =
        Gen.OneOf(Atom, QuotedString).Select(Domain, (local, domain) => $"{local}@{domain}");

    private static readonly Gen<string> Noise =
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["@\"\\.[]- a\ud800\udc00\0\nü。"]), 0, 80];

    [Fact]
    public void The_form_on_the_wire_means_the_same_address()
    {
        int valid = 0;
        Candidate.Sample(
            text =>
            {
                if (!EmailAddress.TryParse(text, out EmailAddress? address, out _))
                {
                    return true;
                }

                Interlocked.Increment(ref valid);
                EmailAddress again = EmailAddress.Parse(address.Wire);
                return again.Key == address.Key && again.Wire == address.Wire && address.Text == text;
            },
            iter: 20_000);

        // Most of what is generated has to be valid, or nothing would have been tried.
        Assert.True(valid > 5_000, $"only {valid} addresses were valid");
    }

    [Fact]
    public void What_was_kept_as_typed_reads_as_the_same_address()
    {
        Candidate.Sample(
            text => !EmailAddress.TryParse(text, out EmailAddress? address, out _) || EmailAddress.Parse(address.Text).Equals(address),
            iter: 5_000);
    }

    [Fact]
    public void Whatever_comes_in_is_an_address_or_has_a_reason()
    {
        Noise.Sample(
            text => EmailAddress.TryParse(text, out EmailAddress? address, out string? reason)
                ? address is not null && reason is null && !address.Wire.Any(char.IsControl)
                : address is null && reason is { Length: > 0 },
            iter: 50_000);
    }
}
