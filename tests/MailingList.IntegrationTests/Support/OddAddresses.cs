namespace MailingList.IntegrationTests.Support;

/// <summary>Addresses as people really have them, and as attackers would like to.</summary>
internal static class OddAddresses
{
    private static readonly string Longest = new('l', 64);

    /// <summary>As subscribed, and as the envelope must say it.</summary>
    internal static IReadOnlyList<(string Subscribed, string Wire)> All { get; } =
    [
        ("\"q r\"@a.example", "\"q r\"@a.example"),
        ("\"a\\\"b@c\"@a.example", "\"a\\\"b@c\"@a.example"),
        ("\"-oQ /tmp\"@a.example", "\"-oQ /tmp\"@a.example"),
        ("\",;:<>\"@a.example", "\",;:<>\"@a.example"),
        ("ann+detail@a.example", "ann+detail@a.example"),
        ("-x@a.example", "-x@a.example"),
        ("-oQ/tmp@a.example", "-oQ/tmp@a.example"),
        ("--@a.example", "--@a.example"),
        ("a%b.example@a.example", "a%b.example@a.example"),
        ("b.example!a@a.example", "b.example!a@a.example"),
        ("$HOME@a.example", "$HOME@a.example"),
        ("`id`@a.example", "`id`@a.example"),
        ("|{cat}@a.example", "|{cat}@a.example"),
        ("o'neil@a.example", "o'neil@a.example"),
        ("two..dots.@a.example", "\"two..dots.\"@a.example"),
        ($"{Longest}@a.example", $"{Longest}@a.example"),
        ("UPPER.Case@A.EXAMPLE", "UPPER.Case@A.EXAMPLE"),
        ("x@bücher.example", "x@xn--bcher-kva.example"),
        ("y@xn--bcher-kva.example", "y@xn--bcher-kva.example"),
        ("literal@[192.0.2.1]", "literal@[192.0.2.1]"),
    ];

    /// <summary>They need SMTPUTF8, and are kept apart from the others.</summary>
    internal static IReadOnlyList<string> Utf8 { get; } = ["müller@a.example", "用户@bücher.example"];
}
