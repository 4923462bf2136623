using MailingList.Milter.Wire;

namespace MailingList.Milter.Events;

/// <summary>A sender or recipient of the envelope (SMFIC_MAIL, SMFIC_RCPT).</summary>
/// <param name="Raw">
/// The address as the MTA sends it. Of mail that came by SMTP this is what the client typed, brackets and all, which may be anything that Postfix
/// lets pass (<c>&lt;@relay:user@domain&gt;</c>, <c>&lt;"a b"@x&gt;</c>, <c>&lt;@@bad&gt;</c>, <c>&lt;postmaster&gt;</c>); of mail that came by
/// sendmail(1) there are no brackets (measured with 3.7.11).
/// </param>
/// <param name="Arguments">The arguments of ESMTP, as in <c>SIZE=100</c>; none of mail that came by sendmail(1).</param>
public sealed record EnvelopeAddress(string Raw, IReadOnlyList<string> Arguments)
{
    /// <summary>
    /// The address without brackets. What Postfix itself makes of it, and delivers to, is in the macros <c>{rcpt_addr}</c> and <c>{mail_addr}</c>, with case folded as
    /// Unicode does it (<c>ß</c> is <c>ss</c> there): of <c>dev@example.org.</c>, <c>example.org!dev</c> and <c>dev%example.org</c>, <c>dev@example.org</c> (measured with 3.7.11).
    /// </summary>
    public string Address { get; } = Raw.Length >= 2 && Raw[0] == '<' && Raw[^1] == '>' ? Raw[1..^1] : Raw;

    /// <summary>
    /// The address without its source route (A-d-l, RFC 5321 section 4.1.2): what Postfix knows a recipient by, and deletes it by, however much else
    /// it rewrites before it delivers (measured with 3.7.11).
    /// </summary>
    public string Mailbox => Address.StartsWith('@') ? Address[(Address.IndexOf(':', StringComparison.Ordinal) + 1)..] : Address;

    /// <summary>Whether this is the null sender, <c>&lt;&gt;</c> or nothing: that of bounces.</summary>
    public bool IsNull => Address.Length == 0;

    /// <inheritdoc/>
    public override string ToString() => $"<{Address}>";

    internal static EnvelopeAddress Read(ReadOnlySpan<byte> data)
    {
        var reader = new WireReader(data);
        string address = reader.Text();
        List<string>? arguments = null;
        while (!reader.IsAtEnd)
        {
            (arguments ??= []).Add(reader.Text());
        }

        return new EnvelopeAddress(address, arguments ?? (IReadOnlyList<string>)[]);
    }
}
