// Validates PDFs with veraPDF's engine and its own rule profiles.
//
//     java -cp CLASSPATH Validate.java FLAVOUR[,FLAVOUR...] FILE...
//
// A flavour is ua1 (PDF/UA-1) or a part and level of PDF/A, such as 3a. One line is printed for
// each file and flavour, and then one for each rule that it breaks, with tabs between the fields:
//
//     RESULT  flavour  file   passed|failed  number of assertions
//     RULE    rule     count  what the rule says
//
// The exit status is 0 once every file has been judged; a file that cannot be read has failed.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

public class Validate {
    private static final int EVERY_FAILURE = 100_000;

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (int index = 1; index < arguments.length; index++) {
            for (String flavour : arguments[0].split(",")) {
                judge(flavour, arguments[index]);
            }
        }
    }

    private static void judge(String flavour, String file) throws Exception {
        ValidationProfile profile = profile(flavour);
        PDFAFlavour wanted = PDFAFlavour.byFlavourId(flavour);
        try (InputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, wanted);
                PDFAValidator validator =
                        Foundries.defaultInstance()
                                .createValidator(profile, EVERY_FAILURE, false, true, false)) {
            print(flavour, file, validator.validate(parser));
        } catch (Exception unreadable) {
            line("RESULT", flavour, file, "failed", 0);
            line("RULE", "readable", 1, unreadable);
        }
    }

    // The packed engine has no index of its profiles, so they are read by name.
    private static ValidationProfile profile(String flavour) throws Exception {
        String name =
                flavour.startsWith("ua")
                        ? "PDFUA-" + flavour.substring(2)
                        : "PDFA-" + flavour.toUpperCase();
        String path = "org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = Validate.class.getClassLoader().getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("veraPDF has no profile for " + flavour);
            }
            return Profiles.profileFromXml(stream);
        }
    }

    private static void print(String flavour, String file, ValidationResult result) {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, String> messages = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule =
                        assertion.getRuleId().getClause()
                                + "-"
                                + assertion.getRuleId().getTestNumber();
                counts.merge(rule, 1, Integer::sum);
                messages.putIfAbsent(rule, assertion.getMessage());
            }
        }
        String outcome = result.isCompliant() ? "passed" : "failed";
        line("RESULT", flavour, file, outcome, result.getTotalAssertions());
        counts.forEach((rule, count) -> line("RULE", rule, count, messages.get(rule)));
    }

    private static void line(Object... fields) {
        StringBuilder text = new StringBuilder();
        for (Object field : fields) {
            text.append(text.length() == 0 ? "" : "\t");
            text.append(String.valueOf(field).replaceAll("\\s+", " "));
        }
        System.out.println(text);
    }
}
